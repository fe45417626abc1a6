using Slipway.Api.Admission;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Validation of DevClusters.</summary>
internal sealed class DevClusterRules : IKindRules<DevCluster>
{
    public void Validate(DevCluster obj, DevCluster? old, ValidationContext context) =>
        DevSpecValidation.Validate("spec", obj.Spec, context);
}
