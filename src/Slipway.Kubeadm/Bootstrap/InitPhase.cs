using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>The first control plane machine: takes the lock, then gets its boot data.</summary>
internal static class InitPhase
{
    // The holder's success shows as an event of the Cluster; that its Machine went away does not.
    private static readonly TimeSpan LockRecheck = TimeSpan.FromSeconds(2);

    public static PhaseResult Decide(KubeadmConfigScope scope, DateTimeOffset now)
    {
        var machine = scope.Owner!.ValueOrNull!.Metadata.Name;
        switch (scope.Lock)
        {
            case Observed<k8s.Models.V1ConfigMap>.Found { Value: var map } when InitLock.HolderOf(map) != machine:
                return scope.LockHolderGone
                    ? PhaseResult.Want(new Effect.Delete(
                        BuiltInTypes.ConfigMap, InitLock.KeyOf(scope.ClusterKey), map.Metadata.Uid, "the machine that held the init lock is gone"))
                    : PhaseResult.WaitFor(
                        "WaitingForInitLock", $"Waiting for Machine {InitLock.HolderOf(map)} to initialize the control plane", LockRecheck);
            case Observed<k8s.Models.V1ConfigMap>.Unknown unknown:
                return PhaseResult.FailWith(unknown.Code, unknown.Message);
            case Observed<k8s.Models.V1ConfigMap>.Found:
                return DataSecret.Write(scope, scope.Config.Spec!, init: true, []);
            default:
                return PhaseResult.Want(new Effect.Create(
                    BuiltInTypes.ConfigMap, InitLock.Body(scope.Cluster.ValueOrNull!, machine), "one machine initializes the control plane"));
        }
    }

    /// <summary>Gives the lock back once the control plane is initialized.</summary>
    public static PhaseResult Release(KubeadmConfigScope scope, DateTimeOffset now) =>
        scope.Lock is Observed<k8s.Models.V1ConfigMap>.Found { Value: var map } && scope.ControlPlaneInitialized
            ? PhaseResult.Want(new Effect.Delete(
                BuiltInTypes.ConfigMap, InitLock.KeyOf(scope.ClusterKey), map.Metadata.Uid, "the control plane is initialized"))
            : PhaseResult.Completed;
}
