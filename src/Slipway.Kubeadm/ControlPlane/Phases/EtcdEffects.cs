using System.Collections.Immutable;
using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.Membership;

namespace Slipway.Kubeadm.ControlPlane.Phases;

/// <summary>Changes of etcd's membership as effects.</summary>
/// <param name="inspector">Makes the calls.</param>
internal sealed class EtcdEffects(EtcdInspector inspector)
{
    /// <summary>Hands leadership on if the Machine's member has it; nothing when it has not.</summary>
    public ImmutableArray<Effect> MoveLeaderFrom(ControlPlaneScope scope, ControlPlaneMachine machine)
    {
        if (scope.Workload is not { EtcdAccess: { } access, Etcd: Observed<EtcdSnapshot>.Found(var etcd) }
            || Leading(scope, etcd, machine) is not { } member || Successors(scope, etcd, machine) is not { IsEmpty: false } successors)
        {
            return [];
        }

        return
        [
            new Effect.Call(
                "etcd MoveLeader", cancellationToken => inspector.MoveLeaderAsync(access, member, successors, cancellationToken),
                $"leadership moves from {member.Name} to {string.Join(", else ", successors.Select(s => s.Name))} before the member goes"),
        ];
    }

    /// <summary>Why a Machine cannot go: its member leads etcd, and nobody could take over. Null when that does not stand in the way.</summary>
    public static string? NoSuccessor(ControlPlaneScope scope, ControlPlaneMachine machine) =>
        scope.Workload.Etcd is Observed<EtcdSnapshot>.Found(var etcd) && Leading(scope, etcd, machine) is not null && Successors(scope, etcd, machine).IsEmpty
            ? $"etcd is led from Machine {machine.Name}, and no other member can take that over"
            : null;

    /// <summary>Takes a member out.</summary>
    public Effect Remove(ControlPlaneScope scope, EtcdSnapshot etcd, EtcdMember member, string why)
    {
        var access = scope.Workload.EtcdAccess!;
        var asked = access.Nodes
            .OrderByDescending(n => n != member.Name)
            .ThenByDescending(n => etcd.On(n) is { IsResponsive: true })
            .ThenByDescending(n => etcd.On(n)?.Id == etcd.LeaderId)
            .First();
        return new Effect.Call("etcd MemberRemove", cancellationToken => inspector.RemoveMemberAsync(access, asked, member.Id, cancellationToken), why);
    }

    private static EtcdMember? Leading(ControlPlaneScope scope, EtcdSnapshot etcd, ControlPlaneMachine machine) =>
        MachineMember.Of(etcd, machine, scope.Machines) is { Name.Length: > 0 } member && member.Id == etcd.LeaderId ? member : null;

    /// <summary>Who could take over, the most reliable first.</summary>
    private static ImmutableArray<EtcdMember> Successors(ControlPlaneScope scope, EtcdSnapshot etcd, ControlPlaneMachine leaving) => [.. scope.Machines
        .Where(m => m.Name != leaving.Name && m is { IsDeleting: false, NodeName: not null })
        .Select(m => (Machine: m, Member: etcd.On(m.NodeName)))
        .Where(c => c.Member is { IsLearner: false, IsResponsive: true })
        .OrderByDescending(c => c.Machine.Health.IsTrue(ControlPlaneMachineConditions.EtcdMemberHealthy))
        .ThenByDescending(c => !c.Machine.Machine.Status?.Conditions.IsFalse(MachineConditions.HealthCheckSucceeded) ?? true)
        .ThenByDescending(c => c.Machine.IsUpToDate)
        .ThenByDescending(c => c.Machine.Created)
        .Select(c => c.Member!)];
}
