using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Core.Machines.Report;

/// <summary>Fills in a Machine's status: what the phases saw, then one function a condition.</summary>
internal static class MachineReport
{
    public static void Fill(MachineScope scope, PassOutcome outcome, Machine machine, DateTimeOffset now)
    {
        if (scope.Cluster is Observed<Cluster>.Unknown)
        {
            return;
        }

        var status = machine.Status ??= new MachineStatus();
        var conditions = status.Conditions ??= [];
        var generation = machine.Metadata.Generation;

        if (!scope.IsPaused)
        {
            MachineFacts.Fill(scope, machine, status);
            MachineDeletionTimes.Fill(scope, outcome, status, now);
            Set(MachineConditions.BootstrapConfigReady, BootstrapConfigReady.Of(scope, machine));
            Set(MachineConditions.InfrastructureReady, InfrastructureReady.Of(scope));
            SetNodeConditions();
            SetUpToDate();
            Set(MachineConditions.Updating, ConditionState.False(MachineReasons.NotUpdating));
            Set(MachineConditions.Deleting, MachineDeleting.Of(scope, outcome));
            Set(MachineConditions.Ready, MachineReady.Of(machine, conditions, now));
            Set(MachineConditions.Available, MachineAvailable.Of(machine, conditions.Find(MachineConditions.Ready)!, now));
            MachineDeprecatedConditions.Fill(scope, outcome, machine, status, now);
            SetPhase();
            if (!outcome.Failed)
            {
                status.ObservedGeneration = generation;
            }
        }

        Set(MachineConditions.Paused, Objects.Pausing.Condition(scope.Cluster.ValueOrNull, machine.Metadata, "Machine"));

        void Set(string type, ConditionState state) => conditions.Set(type, state, generation, now);

        void SetNodeConditions()
        {
            if (NodeConditions.Of(scope, machine, now) is var (ready, healthy))
            {
                Set(MachineConditions.NodeReady, ready);
                Set(MachineConditions.NodeHealthy, healthy);
            }
        }

        void SetUpToDate()
        {
            if (MachineUpToDate.Of(scope, now) is { } upToDate)
            {
                Set(MachineConditions.UpToDate, upToDate);
            }
        }

        void SetPhase()
        {
            var phase = MachineFacts.Phase(machine, status);
            if (status.Phase != phase)
            {
                status.Phase = phase;
                status.LastUpdated = now.UtcDateTime;
            }
        }
    }
}
