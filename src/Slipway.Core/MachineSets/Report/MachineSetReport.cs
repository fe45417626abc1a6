using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Machines;
using Slipway.Core.Machines.Report;
using Slipway.Core.Objects;
using Slipway.Core.Versions;

namespace Slipway.Core.MachineSets.Report;

/// <summary>Fills in a MachineSet's status.</summary>
internal static class MachineSetReport
{
    public static void Fill(MachineSetScope scope, PassOutcome outcome, MachineSet set, DateTimeOffset now)
    {
        if (scope.Cluster is Observed<Cluster>.Unknown || (!scope.IsDeleting && Intermediate.Is(outcome)))
        {
            return;
        }

        var status = set.Status ??= new MachineSetStatus();
        var conditions = status.Conditions ??= [];
        var generation = set.Metadata.Generation;
        if (!scope.IsPaused)
        {
            FillCounts(scope, set, status);
            Set(MachineSetConditions.ScalingUp, MachineSetScaling.Up(scope, outcome));
            Set(MachineSetConditions.ScalingDown, MachineSetScaling.Down(scope, now));
            Set(MachineSetConditions.MachinesReady, MachineAggregates.Ready(scope.Machines, now));
            Set(MachineSetConditions.MachinesUpToDate, MachineAggregates.UpToDate(scope.Machines, now));
            Set(MachineSetConditions.Remediating, MachineAggregates.Remediating(scope.Machines, "not to be remediated by MachineSet"));
            Set(MachineSetConditions.Deleting, OwnerDeleting.Of(scope.IsDeleting, scope.Machines, sets: 0, now));
            MachineSetDeprecatedConditions.Fill(scope, outcome, status, now);
            if (!outcome.Failed)
            {
                status.ObservedGeneration = generation;
            }
        }

        Set(MachineSetConditions.Paused, Pausing.Condition(scope.Cluster.ValueOrNull, set.Metadata, "MachineSet"));

        void Set(string type, ConditionState state) => conditions.Set(type, state, generation, now);
    }

    private static void FillCounts(MachineSetScope scope, MachineSet set, MachineSetStatus status)
    {
        var counts = MachineCounts.Of(scope.Machines);
        status.Selector = Selectors.Of(set.Spec!.Selector).ToString();
        status.Replicas = counts.All;
        status.ReadyReplicas = counts.Ready;
        status.AvailableReplicas = counts.Available;
        status.UpToDateReplicas = counts.UpToDate;
        status.Versions = VersionCount.Of(scope.Machines);
    }
}
