using Slipway.Api.Conditions;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Machines.Deletion;

namespace Slipway.Core.Machines.Report;

/// <summary>The v1beta1 conditions of the steps of a deletion; a step that was skipped leaves its condition as it was.</summary>
internal static class MachineDeletionConditions
{
    private const string WaitingExternalHook = nameof(WaitingExternalHook);

    public static void Fill(MachineScope scope, PassOutcome outcome, List<DeprecatedCondition> conditions, DateTimeOffset now)
    {
        if (scope.Deletion is not { } deletion)
        {
            return;
        }

        if (deletion.NodeRefusal is null)
        {
            Set("PreDrainDeleteHookSucceeded", DeletionSteps.PreDrainHook, _ => DeprecatedConditionState.Info(WaitingExternalHook));
        }

        if (!DrainPhase.IsSkipped(scope, now))
        {
            Set(DeletionNews.Drained, DeletionSteps.Drain, Draining);
        }

        if (!VolumeDetachPhase.IsSkipped(scope, now))
        {
            Set(
                DeletionNews.VolumesDetached,
                DeletionSteps.VolumeDetach,
                _ => DeprecatedConditionState.Info("WaitingForVolumeDetach", "Waiting for node volumes to be detached"));
        }

        Set("PreTerminateDeleteHookSucceeded", DeletionSteps.PreTerminateHook, _ => DeprecatedConditionState.Info(WaitingExternalHook));

        void Set(string type, string step, Func<PhaseOutcome, DeprecatedConditionState> underWay)
        {
            if (outcome[step] is { } reached)
            {
                conditions.Set(type, reached.Result is PhaseResult.Done ? DeprecatedConditionState.True() : underWay(reached), now);
            }
        }
    }

    private static DeprecatedConditionState Draining(PhaseOutcome outcome) => outcome switch
    {
        { FailureMessage: { } failure } => DeprecatedConditionState.Warning("DrainingFailed", failure),
        { Result: PhaseResult.Fail(_, var message) } => DeprecatedConditionState.Warning("DrainingFailed", message),
        { Result: PhaseResult.Wait(_, var message, _) } => DeprecatedConditionState.Info("Draining", message),
        { Result: PhaseResult.Do { Message: var message } } => DeprecatedConditionState.Info("Draining", message),
        _ => DeprecatedConditionState.Info("Draining"),
    };
}
