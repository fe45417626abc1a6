namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>What stands behind a DevMachine: one of the two.</summary>
public sealed class DevMachineBackend
{
    /// <summary>A container on the local container engine.</summary>
    public DevMachineDockerBackend? Docker { get; set; }

    /// <summary>A pretended machine inside the program.</summary>
    public InMemoryMachineBackend? InMemory { get; set; }
}
