using System.Collections.Immutable;
using Slipway.Api.Addons.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.ClusterResourceSets;

/// <summary>A Cluster that a set selects.</summary>
internal sealed record SetTarget
{
    public required ObjectKey Key { get; init; }

    public required string Uid { get; init; }

    public required Observed<ClusterResourceSetBinding> Binding { get; init; }

    public required Observed<IWorkloadCluster> Connection { get; init; }

    /// <summary>What was tried and the binding does not show, in the order of the set's resources; null where nothing was.</summary>
    public ImmutableArray<Attempt?> Attempts { get; init; } = [];
}
