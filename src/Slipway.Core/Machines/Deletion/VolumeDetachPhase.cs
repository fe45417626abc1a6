using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Waits until volumes are detached: a machine that goes with a volume attached may keep it from its next user.</summary>
internal static class VolumeDetachPhase
{
    public static Phase<MachineScope> Instance { get; } = new(DeletionSteps.VolumeDetach, Decide);

    public static PhaseResult Decide(MachineScope scope, DateTimeOffset now) =>
        IsSkipped(scope, now) || scope.Deletion!.AttachedVolumes.IsEmpty
            ? PhaseResult.Completed
            : PhaseResult.WaitFor(
                MachineReasons.WaitingForVolumeDetach,
                $"Waiting for Node volumes to be detached: {string.Join(", ", scope.Deletion.AttachedVolumes)}",
                scope.Options.DrainRecheck);

    /// <summary>Whether volumes are not, or no longer, to be waited for.</summary>
    public static bool IsSkipped(MachineScope scope, DateTimeOffset now)
    {
        var machine = scope.Machine;
        var status = machine.Status?.Deletion;
        return scope.Deletion is null or { NodeRefusal: not null }
            || machine.Metadata.Annotations?.ContainsKey(MachineAnnotations.ExcludeWaitForVolumeDetach) == true
            || status?.WaitForPreTerminateHookStartTime is not null
            || scope.Infrastructure is Observed<ContractObject>.Absent or Observed<ContractObject>.Found { Value.Source.IsDeleting: true }
            || DrainPhase.HasElapsed(status?.WaitForNodeVolumeDetachStartTime, machine.Spec!.Deletion?.NodeVolumeDetachTimeoutSeconds, now);
    }
}
