using Slipway.Api.Admission;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Validation of KubeadmConfigs; they have no defaults.</summary>
internal sealed class KubeadmConfigRules : IKindRules<KubeadmConfig>
{
    public bool Default(KubeadmConfig obj, KubeadmConfig? old) => false;

    public void Validate(KubeadmConfig obj, KubeadmConfig? old, ValidationContext context) =>
        KubeadmConfigSpecValidation.Validate("spec", obj.Spec, context);
}
