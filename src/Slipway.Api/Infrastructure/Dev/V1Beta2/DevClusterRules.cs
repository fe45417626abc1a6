using Slipway.Api.Admission;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Defaults and validation of DevClusters.</summary>
internal sealed class DevClusterRules : IKindRules<DevCluster>, IKindDefaults<DevCluster>
{
    public bool Default(DevCluster obj, DevCluster? old, DefaultingContext context) => DevDefaults.Set(obj.Spec ??= new DevClusterSpec());

    public void Validate(DevCluster obj, DevCluster? old, ValidationContext context) =>
        DevSpecValidation.Validate("spec", obj.Spec, context);
}
