using Slipway.Api.Admission;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Validation of DevClusters; they have no defaults.</summary>
internal sealed class DevClusterRules : IKindRules<DevCluster>
{
    public bool Default(DevCluster obj, DevCluster? old) => false;

    public void Validate(DevCluster obj, DevCluster? old, ValidationContext context) =>
        DevSpecValidation.Validate("spec", obj.Spec, context);
}
