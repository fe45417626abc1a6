using System.Collections.Immutable;
using k8s.Models;
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
            case Observed<V1ConfigMap>.Found { Value: var map } when InitLock.HolderOf(map) != machine:
                return scope.LockHolderGone
                    ? PhaseResult.Want(Unlock(scope, map, "the machine that held the init lock is gone"))
                    : PhaseResult.WaitFor(
                        "WaitingForInitLock", $"Waiting for Machine {InitLock.HolderOf(map)} to initialize the control plane", LockRecheck);
            case Observed<V1ConfigMap>.Unknown unknown:
                return PhaseResult.FailWith(unknown.Code, unknown.Message);
            case Observed<V1ConfigMap>.Found { Value: var map }:
                var result = Initialize(scope, []);
                return result is PhaseResult.Fail
                    ? PhaseResult.Want(Unlock(scope, map, "this machine cannot initialize the control plane: another may"))
                    : result;
            default:
                // What makes no boot data takes no lock either.
                var take = new Effect.Create(
                    BuiltInTypes.ConfigMap, InitLock.Body(scope.Cluster.ValueOrNull!, machine), "one machine initializes the control plane");
                return scope.Authorities?.IsComplete == true ? Initialize(scope, [take]) : PhaseResult.Want(take);
        }
    }

    /// <summary>Gives the lock back once the control plane is initialized.</summary>
    public static PhaseResult Release(KubeadmConfigScope scope, DateTimeOffset now) =>
        scope.Lock is Observed<V1ConfigMap>.Found { Value: var map } && scope.ControlPlaneInitialized
            ? PhaseResult.Want(Unlock(scope, map, "the control plane is initialized"))
            : PhaseResult.Completed;

    private static PhaseResult Initialize(KubeadmConfigScope scope, ImmutableArray<Effect> before) => scope switch
    {
        { NewSecrets.IsEmpty: false } => PhaseResult.Want(
            [.. scope.NewSecrets.Select(s => new Effect.Create(BuiltInTypes.Secret, s, "an authority of the new cluster"))]),
        { Authorities.IsComplete: true } => DataSecret.Write(scope, scope.Config.Spec!, init: true, before),
        _ => BootDataPhase.WaitForCertificates(scope),
    };

    private static Effect.Delete Unlock(KubeadmConfigScope scope, V1ConfigMap map, string why) =>
        new(BuiltInTypes.ConfigMap, InitLock.KeyOf(scope.ClusterKey), map.Metadata.Uid, why);
}
