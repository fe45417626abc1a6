using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Defaults and validation of KubeadmConfigTemplates. They may be changed: Machines there are keep their own copy.</summary>
internal sealed class KubeadmConfigTemplateRules : IKindRules<KubeadmConfigTemplate>, IKindDefaults<KubeadmConfigTemplate>
{
    public bool Default(KubeadmConfigTemplate obj, KubeadmConfigTemplate? old, DefaultingContext context)
    {
        if (!TemplateChecks.IsTrial(obj.Metadata, context.DryRun) || obj.Spec?.Template?.Spec is not { } spec)
        {
            return false;
        }

        PreviousDefaults.Set(spec);
        return true;
    }

    public void Validate(KubeadmConfigTemplate obj, KubeadmConfigTemplate? old, ValidationContext context)
    {
        if (KubeadmConfigReading.Refusal(obj.Spec?.Template?.Spec) is { } refusal)
        {
            context.Deny(refusal);
        }

        KubeadmConfigSpecValidation.Validate("spec.template.spec", obj.Spec?.Template?.Spec, context);
        MetadataChecks.Check("spec.template.metadata", obj.Spec?.Template?.Metadata, context);
    }
}
