using Slipway.Api.Admission;

namespace Slipway.Api.Addons.V1Beta2;

/// <summary>Validation of ClusterResourceSetBindings.</summary>
internal sealed class ClusterResourceSetBindingRules : IKindRules<ClusterResourceSetBinding>
{
    public void Validate(ClusterResourceSetBinding obj, ClusterResourceSetBinding? old, ValidationContext context)
    {
        if (old?.Spec?.ClusterName is { Length: > 0 } name && name != obj.Spec?.ClusterName)
        {
            context.Invalid("spec.clusterName", obj.Spec?.ClusterName ?? "", "field is immutable");
        }
    }
}
