namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>A pretended machine; how long each of its parts takes to start.</summary>
public sealed class InMemoryMachineBackend
{
    /// <summary>The API server, on a control plane machine.</summary>
    public InMemoryComponent? ApiServer { get; set; }

    /// <summary>The etcd member, on a control plane machine.</summary>
    public InMemoryComponent? Etcd { get; set; }

    /// <summary>The Node.</summary>
    public InMemoryComponent? Node { get; set; }

    /// <summary>The machine itself.</summary>
    public InMemoryComponent? Vm { get; set; }
}
