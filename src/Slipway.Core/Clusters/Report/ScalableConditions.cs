using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Core.Clusters.Report;

/// <summary>Conditions of a Cluster out of the same conditions of what makes its Machines.</summary>
internal static class ScalableConditions
{
    private static readonly MergeReasons Rolling = new(ConditionReasons.RollingOut, ConditionReasons.RollingOutUnknown, ConditionReasons.NotRollingOut);
    private static readonly MergeReasons Up = new(ConditionReasons.ScalingUp, ConditionReasons.ScalingUpUnknown, ConditionReasons.NotScalingUp);
    private static readonly MergeReasons Down = new(ConditionReasons.ScalingDown, ConditionReasons.ScalingDownUnknown, ConditionReasons.NotScalingDown);

    public static ConditionState WorkersAvailable(ClusterScope scope) => scope.Deployments.IsEmpty
        ? ConditionState.True(ClusterReasons.NoWorkers)
        : ConditionAggregate.Of(
            MachineDeploymentConditions.Available,
            scope.Deployments.Select(d => new AggregateSource("MachineDeployment", d.Metadata.Name, d.Status?.Conditions.Find(MachineDeploymentConditions.Available))),
            MergeReasons.Available);

    public static ConditionState RollingOut(ClusterScope scope) => Aggregate(scope, ClusterConditions.RollingOut, Rolling, sets: false);

    public static ConditionState ScalingUp(ClusterScope scope) => Aggregate(scope, ClusterConditions.ScalingUp, Up, sets: true);

    public static ConditionState ScalingDown(ClusterScope scope) => Aggregate(scope, ClusterConditions.ScalingDown, Down, sets: true);

    private static ConditionState Aggregate(ClusterScope scope, string type, MergeReasons reasons, bool sets)
    {
        List<AggregateSource> sources = [];
        // The contract does not oblige a control plane to report these.
        if (scope.ControlPlane?.ValueOrNull is { } controlPlane && controlPlane.Condition(type) is { } condition)
        {
            sources.Add(new AggregateSource(controlPlane.Kind, controlPlane.Source.Metadata.Name, condition));
        }

        sources.AddRange(scope.Deployments.Select(d => new AggregateSource("MachineDeployment", d.Metadata.Name, d.Status?.Conditions.Find(type))));
        if (sets)
        {
            sources.AddRange(scope.StandaloneSets.Select(s => new AggregateSource("MachineSet", s.Metadata.Name, s.Status?.Conditions.Find(type))));
        }

        return ConditionAggregate.Of(type, sources, reasons, negative: true);
    }
}
