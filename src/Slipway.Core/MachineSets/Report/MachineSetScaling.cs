using Slipway.Api.Conditions;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.MachineSets.Phases;
using Slipway.Core.Machines.Report;
using Slipway.Core.Objects;

namespace Slipway.Core.MachineSets.Report;

/// <summary>Conditions ScalingUp and ScalingDown of a MachineSet.</summary>
internal static class MachineSetScaling
{
    public static ConditionState Up(MachineSetScope scope, PassOutcome outcome)
    {
        if (scope.Set.Spec?.Replicas is null)
        {
            return ConditionState.Unknown(ConditionReasons.WaitingForReplicasSet, "Waiting for spec.replicas set");
        }

        var desired = scope.IsDeleting ? 0 : scope.Desired;
        var current = scope.Machines.Length;
        var missing = MissingTemplates.Of(scope.Set.Spec.Template!.Spec!, scope.InfrastructureTemplate, scope.BootstrapTemplate);
        if (current >= desired)
        {
            var note = missing.Length > 0 && !scope.IsDeleting ? $"Scaling up would be blocked because {missing}" : "";
            return ConditionState.False(ConditionReasons.NotScalingUp, note);
        }

        var message = $"Scaling up from {current} to {desired} replicas";
        if (missing.Length > 0)
        {
            message += $" is blocked because:\n* {missing}";
        }
        else if (outcome[ReplicasPhase.Name]?.Result is PhaseResult.Wait(ReplicasPhase.PreflightReason, var problems, _))
        {
            message += $" is blocked because:\n{problems}";
        }

        return ConditionState.True(ConditionReasons.ScalingUp, message);
    }

    public static ConditionState Down(MachineSetScope scope, DateTimeOffset now)
    {
        if (scope.Set.Spec?.Replicas is null)
        {
            return ConditionState.Unknown(ConditionReasons.WaitingForReplicasSet, "Waiting for spec.replicas set");
        }

        var desired = scope.IsDeleting ? 0 : scope.Desired;
        return scope.Machines.Length > desired
            ? ConditionState.True(ConditionReasons.ScalingDown,
                $"Scaling down from {scope.Machines.Length} to {desired} replicas{StaleMachines.Line(scope.Machines, now)}")
            : ConditionState.False(ConditionReasons.NotScalingDown);
    }
}
