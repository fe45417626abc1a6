using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Core.Objects;

namespace Slipway.Core.Clusters.Report;

/// <summary>Condition Available: all that a cluster needs, and what its availability gates name.</summary>
internal static class ClusterAvailable
{
    private static readonly SummaryOptions OfTopology = new()
    {
        Types =
        [
            ClusterConditions.Deleting, ClusterConditions.RemoteConnectionProbe, ClusterConditions.InfrastructureReady,
            ClusterConditions.ControlPlaneAvailable, ClusterConditions.WorkersAvailable, ClusterConditions.TopologyReconciled,
        ],
        NegativePolarity = [ClusterConditions.Deleting],
        Reasons = MergeReasons.Available,
        Priority = Priority,
    };

    private static readonly SummaryOptions Plain = OfTopology with { IgnoredIfMissing = [ClusterConditions.TopologyReconciled] };

    public static ConditionState Of(Cluster cluster, IReadOnlyList<Condition> conditions)
    {
        var options = (cluster.Spec?.Topology is null ? Plain : OfTopology).With(cluster.Spec?.AvailabilityGates);
        return ConditionSummary.Of(
            conditions, cluster.Metadata.DeletionTimestamp is null ? options : options with { Priority = c => Gone(c) ?? Priority(c) });
    }

    /// <summary>While a Cluster goes, what provides it goes too.</summary>
    private static MergePriority? Gone(Condition condition) =>
        condition is
        {
            Type: ClusterConditions.InfrastructureReady or ClusterConditions.ControlPlaneAvailable,
            Reason: ConditionReasons.ObjectDeleted or ConditionReasons.ObjectDoesNotExist,
        }
            ? MergePriority.Info
            : null;

    /// <summary>A topology on its way is no harm; one that cannot be reconciled is.</summary>
    private static MergePriority? Priority(Condition condition) =>
        condition is { Type: ClusterConditions.TopologyReconciled, Status: ConditionStatus.False }
            && condition.Reason is not (ClusterReasons.ReconcileFailed or ClusterReasons.ClusterClassNotReconciled)
            ? MergePriority.Info
            : null;
}
