using System.Collections.Immutable;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Rollout;
using Slipway.Kubeadm.ControlPlane.Scaling;
using Slipway.Kubeadm.Membership;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Phases;

/// <summary>Keeps etcd's members and the Machines in step.</summary>
/// <param name="effects">Changes of membership.</param>
internal sealed class MembershipPhases(EtcdEffects effects)
{
    private const string HookPrefix = "pre-terminate.delete.hook.machine.cluster.x-k8s.io";
    private const string WaitingForPreTerminateHook = "WaitingForPreTerminateHook";
    private static readonly TimeSpan Recheck = TimeSpan.FromSeconds(1);

    /// <summary>Members whose Machine is gone are taken out, one a pass.</summary>
    public PhaseResult Orphans(ControlPlaneScope scope, DateTimeOffset now)
    {
        if (Orphan(scope) is not { } orphan || scope.Workload.Etcd.ValueOrNull is not { } etcd)
        {
            return PhaseResult.Completed;
        }

        // Nothing else is done before: whoever weighs the loss of another member would count this one among the living.
        if (!MayGo(scope, etcd, orphan))
        {
            return PhaseResult.FailWith(
                ErrorCodes.WorkloadClusterUnreachable, $"etcd member {NameOf(orphan)} has no Machine and is to be taken out, but that could cost etcd its quorum");
        }

        return scope.Endpoints is Observed<V1ConfigMap>.Unknown(var code, var message)
            ? PhaseResult.FailWith(code, message)
            : PhaseResult.Want(
                [effects.Remove(scope, etcd, orphan, $"no Machine has the member {NameOf(orphan)}"), .. ForgetEndpoint(scope, orphan.Name)]);
    }

    /// <summary>The first member that no Machine has, once none is coming that it could be of; null when there is none.</summary>
    internal static EtcdMember? Orphan(ControlPlaneScope scope) =>
        scope.Workload is not { EtcdAccess: not null, Etcd: Observed<EtcdSnapshot>.Found(var etcd) }
            || scope.Machines.Any(m => m is { NodeName: null, IsDeleting: false })
            ? null
            : etcd.Members.FirstOrDefault(member => scope.Machines.All(m => !MachineMember.MayBe(m, member)));

    /// <summary>The Machines that go and have not left etcd, the first to go leading.</summary>
    internal static IEnumerable<ControlPlaneMachine> Leaving(ControlPlaneScope scope) => scope.Machines
        .Where(m => m.IsDeleting && m.HasAnnotation(MachineBlueprint.CleanupHook))
        .OrderBy(m => m.DeletingSince);

    /// <summary>One without a name never started, nor will it: it has no vote to lose.</summary>
    private static bool MayGo(ControlPlaneScope scope, EtcdSnapshot etcd, EtcdMember orphan) =>
        (orphan.Name.Length == 0 && etcd.Members.Length > 1) || EtcdQuorum.AllowsRemoval(etcd, scope.Machines, orphan);

    private static string NameOf(EtcdMember member) => member.Name.Length > 0 ? member.Name : $"at {string.Join(", ", member.PeerUrls)}";

    /// <summary>A Machine that goes leaves etcd first; only then may its machine be terminated.</summary>
    public PhaseResult CleanupHook(ControlPlaneScope scope, DateTimeOffset now)
    {
        if (Leaving(scope).FirstOrDefault() is not { } leaving)
        {
            return PhaseResult.Completed;
        }

        if (scope.Machines.FirstOrDefault(m => m.IsDeleting && !m.HasAnnotation(MachineBlueprint.CleanupHook)) is { } going)
        {
            return PhaseResult.WaitFor(
                "WaitingForMachineDeletion", $"Waiting for Machine {going.Name} to be gone before Machine {leaving.Name} leaves the control plane");
        }

        if (leaving.Machine.Status?.Conditions.Find(MachineConditions.Deleting)?.Reason != WaitingForPreTerminateHook)
        {
            return PhaseResult.WaitFor("WaitingForMachineDeletion", $"Waiting for Machine {leaving.Name} to be drained");
        }

        if (leaving.Machine.Metadata.Annotations!.Keys.FirstOrDefault(IsOtherHook) is { } other)
        {
            return PhaseResult.WaitFor("WaitingForPreTerminateHook", $"Waiting for the annotation {other} to be taken off Machine {leaving.Name}");
        }

        if (scope.Machines.Length == 1)
        {
            return PhaseResult.Want(TakeHookOff(leaving, "nothing is left to hand over"));
        }

        if (!scope.Machines.Any(m => m.Name != leaving.Name && m.CanServe))
        {
            return PhaseResult.WaitFor(
                "WaitingForHealthyControlPlane", $"Waiting for another Machine to be healthy before Machine {leaving.Name} leaves", Recheck);
        }

        if (scope.Endpoints is Observed<V1ConfigMap>.Unknown(var code, var message))
        {
            return PhaseResult.FailWith(code, message);
        }

        return scope.HasManagedEtcd
            ? LeaveEtcd(scope, leaving)
            : PhaseResult.Want([.. ForgetEndpoint(scope, leaving.MemberName.ValueOrNull), TakeHookOff(leaving, "another Machine serves")]);
    }

    /// <summary>Takes the hook off a Machine.</summary>
    public static Effect TakeHookOff(ControlPlaneMachine machine, string why) => new Effect.Patch(
        CoreTypes.Machine, new ObjectKey(machine.Machine.Metadata.NamespaceProperty, machine.Name),
        new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [MachineBlueprint.CleanupHook] = null } } }, why);

    private PhaseResult LeaveEtcd(ControlPlaneScope scope, ControlPlaneMachine leaving)
    {
        if (scope.Workload.Etcd is not Observed<EtcdSnapshot>.Found(var etcd))
        {
            var problem = (scope.Workload.Etcd as Observed<EtcdSnapshot>.Unknown)?.Message ?? "not asked yet";
            return PhaseResult.WaitFor("WaitingForEtcd", $"Waiting for etcd to answer, to take Machine {leaving.Name} out: {problem}", Recheck);
        }

        if (leaving.MemberName is Observed<string>.Unknown(_, var unknown))
        {
            return PhaseResult.WaitFor("WaitingForNodes", $"Waiting for the cluster to tell which Node Machine {leaving.Name} is: {unknown}", Recheck);
        }

        if (MachineMember.Of(etcd, leaving, scope.Machines) is not { } member)
        {
            return PhaseResult.Want([.. ForgetEndpoint(scope, leaving.MemberName.ValueOrNull), TakeHookOff(leaving, "its etcd member is out")]);
        }

        if (!EtcdQuorum.AllowsRemoval(etcd, scope.Machines, member))
        {
            return PhaseResult.WaitFor("WaitingForEtcdQuorum", $"Removing the etcd member of Machine {leaving.Name} would cost the quorum", Recheck);
        }

        if (EtcdEffects.NoSuccessor(scope, leaving) is { } leads)
        {
            return PhaseResult.WaitFor("WaitingForEtcdLeader", leads, Recheck);
        }

        ImmutableArray<Effect> steps =
        [
            .. effects.MoveLeaderFrom(scope, leaving),
            effects.Remove(scope, etcd, member, $"Machine {leaving.Name} goes"),
            .. ForgetEndpoint(scope, leaving.MemberName.ValueOrNull),
            TakeHookOff(leaving, "its etcd member is out"),
        ];
        return PhaseResult.Want(steps);
    }

    private static ImmutableArray<Effect> ForgetEndpoint(ControlPlaneScope scope, string? node) =>
        scope.Endpoints is Observed<V1ConfigMap>.Found(var map) && node is { Length: > 0 } && KubeadmEndpoints.Without(map, node) is { } patch
            ? [patch with { Target = scope.Workload.Connection?.Client }]
            : [];

    private static bool IsOtherHook(string annotation) =>
        annotation.StartsWith(HookPrefix, StringComparison.Ordinal) && annotation != MachineBlueprint.CleanupHook;
}
