using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Validation of KubeadmConfigTemplates. They may be changed: Machines there are keep their own copy.</summary>
internal sealed class KubeadmConfigTemplateRules : IKindRules<KubeadmConfigTemplate>
{
    public void Validate(KubeadmConfigTemplate obj, KubeadmConfigTemplate? old, ValidationContext context)
    {
        MetadataChecks.Check("spec.template.metadata", obj.Spec?.Template?.Metadata, context);
        KubeadmConfigSpecValidation.Validate("spec.template.spec", obj.Spec?.Template?.Spec, context);
    }
}
