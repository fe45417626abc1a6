namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>What stands behind the machines of a pool.</summary>
public sealed class DevMachinePoolBackend
{
    /// <summary>Containers.</summary>
    public DevMachinePoolDockerBackend? Docker { get; set; }
}
