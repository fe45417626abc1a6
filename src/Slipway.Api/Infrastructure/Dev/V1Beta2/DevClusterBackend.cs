namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>What stands behind a DevCluster: one of the two.</summary>
public sealed class DevClusterBackend
{
    /// <summary>Containers on the local container engine.</summary>
    public DevClusterDockerBackend? Docker { get; set; }

    /// <summary>A pretended cluster inside the program.</summary>
    public InMemoryClusterBackend? InMemory { get; set; }
}
