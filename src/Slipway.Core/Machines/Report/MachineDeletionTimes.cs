using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Machines.Deletion;

namespace Slipway.Core.Machines.Report;

/// <summary>Notes when the steps of a deletion began, for their timeouts.</summary>
internal static class MachineDeletionTimes
{
    public static void Fill(MachineScope scope, PassOutcome outcome, MachineStatus status, DateTimeOffset now)
    {
        if (!scope.IsDeleting)
        {
            return;
        }

        var deletion = status.Deletion ?? new MachineDeletionStatus();
        if (IsUnderWay(DeletionSteps.PreDrainHook))
        {
            deletion.WaitForPreDrainHookStartTime ??= now.UtcDateTime;
        }

        if (outcome[DeletionSteps.Drain] is not null && !DrainPhase.IsSkipped(scope, now))
        {
            deletion.NodeDrainStartTime ??= now.UtcDateTime;
        }

        if (outcome[DeletionSteps.VolumeDetach] is not null && !VolumeDetachPhase.IsSkipped(scope, now))
        {
            deletion.WaitForNodeVolumeDetachStartTime ??= now.UtcDateTime;
        }

        if (IsUnderWay(DeletionSteps.PreTerminateHook))
        {
            deletion.WaitForPreTerminateHookStartTime ??= now.UtcDateTime;
        }

        var any = deletion.WaitForPreDrainHookStartTime ?? deletion.NodeDrainStartTime
            ?? deletion.WaitForNodeVolumeDetachStartTime ?? deletion.WaitForPreTerminateHookStartTime;
        status.Deletion = any is null ? null : deletion;

        bool IsUnderWay(string step) => outcome[step] is { Result: not PhaseResult.Done };
    }
}
