using System.Collections.Immutable;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachinePools;

/// <summary>The Nodes of a pool, as they were found.</summary>
/// <param name="Connection">The connection to the workload cluster.</param>
internal sealed record PoolNodes(Observed<IWorkloadCluster> Connection)
{
    /// <summary>Nobody has looked.</summary>
    public static PoolNodes NotAsked { get; } = new(new Observed<IWorkloadCluster>.Absent());

    /// <summary>Nodes of the pool's machines, by the machine's identifier.</summary>
    public ImmutableDictionary<string, PoolNode> ByProviderId { get; init; } = ImmutableDictionary<string, PoolNode>.Empty;

    /// <summary>Nodes that the pool has in its status and whose machines it no longer has.</summary>
    public ImmutableArray<PoolNode> Retired { get; init; } = [];

    /// <summary>Why Nodes could not be read; null when they could, or nobody asked.</summary>
    public Observed<KubeObject>.Unknown? Failure { get; init; }

    /// <summary>Whether what is here is what there is.</summary>
    public bool AreKnown => Connection is Observed<IWorkloadCluster>.Found && Failure is null;
}
