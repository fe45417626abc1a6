using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Core.Objects;

namespace Slipway.Core.Clusters.Report;

/// <summary>Condition Available: all that a cluster needs, and what its availability gates name.</summary>
internal static class ClusterAvailable
{
    private static readonly SummaryOptions Options = new()
    {
        Types =
        [
            ClusterConditions.Deleting, ClusterConditions.RemoteConnectionProbe, ClusterConditions.InfrastructureReady,
            ClusterConditions.ControlPlaneAvailable, ClusterConditions.WorkersAvailable, ClusterConditions.TopologyReconciled,
        ],
        NegativePolarity = [ClusterConditions.Deleting],
        IgnoredIfMissing = [ClusterConditions.TopologyReconciled],
        Reasons = MergeReasons.Available,
    };

    public static ConditionState Of(Cluster cluster, IReadOnlyList<Condition> conditions) =>
        ConditionSummary.Of(conditions, Options.With(cluster.Spec?.AvailabilityGates));
}
