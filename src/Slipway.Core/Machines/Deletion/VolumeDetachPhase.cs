using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Waits until volumes are detached: a machine that goes with a volume attached may keep it from its next user.</summary>
internal static class VolumeDetachPhase
{
    public static Phase<MachineScope> Instance { get; } = new(DeletionSteps.VolumeDetach, Decide);

    public static PhaseResult Decide(MachineScope scope, DateTimeOffset now)
    {
        if (IsSkipped(scope, now))
        {
            return PhaseResult.Completed;
        }

        if (scope.Node.Connection is not Observed<IWorkloadCluster>.Found)
        {
            return PhaseResult.WaitFor(
                MachineReasons.WaitingForVolumeDetach,
                "Waiting for the connection to the workload cluster to see volumes detached",
                scope.Options.DrainRecheck);
        }

        if (scope.Node.Object is Observed<KubeObject>.Unknown(var code, var message))
        {
            return Failed(scope, code, message);
        }

        return scope.Deletion!.Volumes switch
        {
            Observed<AttachedVolumes>.Unknown(var unread, var failure) =>
                Failed(scope, unread, failure),
            Observed<AttachedVolumes>.Found({ IsEmpty: false } volumes) => PhaseResult.WaitFor(
                MachineReasons.WaitingForVolumeDetach,
                volumes.Message(scope.Machine.Status?.Deletion?.WaitForNodeVolumeDetachStartTime ?? now.UtcDateTime),
                scope.Options.DrainRecheck),
            _ => DeletionNews.Told(scope.Machine, DeletionNews.VolumesDetached, "NodeVolumesDetached",
                "success waiting for node volumes detaching Machine's node"),
        };
    }

    private static PhaseResult Failed(MachineScope scope, ErrorCode code, string failure) => DeletionNews.Failed(
        scope.Machine,
        code,
        $"Error waiting for volumes to be detached from Node: {failure}",
        "FailedWaitForVolumeDetach",
        "error waiting for node volumes detaching, Machine's node");

    /// <summary>Whether volumes are not, or no longer, to be waited for.</summary>
    public static bool IsSkipped(MachineScope scope, DateTimeOffset now) => NodeStep.IsSkipped(
        scope,
        MachineAnnotations.ExcludeWaitForVolumeDetach,
        scope.Machine.Status?.Deletion?.WaitForNodeVolumeDetachStartTime,
        scope.Machine.Spec!.Deletion?.NodeVolumeDetachTimeoutSeconds,
        now);
}
