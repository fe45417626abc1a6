using Slipway.Api.Admission;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Validation of KubeadmConfigs.</summary>
internal sealed class KubeadmConfigRules : IKindRules<KubeadmConfig>
{
    public void Validate(KubeadmConfig obj, KubeadmConfig? old, ValidationContext context)
    {
        if (KubeadmConfigReading.Refusal(obj.Spec) is { } refusal)
        {
            context.Deny(refusal);
        }

        KubeadmConfigSpecValidation.Validate("spec", obj.Spec, context);
    }
}
