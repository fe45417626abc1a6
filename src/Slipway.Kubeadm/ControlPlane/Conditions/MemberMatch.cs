using k8s.Models;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.Membership;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>Whether etcd's members and the Machines are the same.</summary>
internal static class MemberMatch
{
    /// <summary>For how long a Node may be without its member.</summary>
    private static readonly TimeSpan JoinPatience = TimeSpan.FromMinutes(2);

    /// <summary>The first that has no counterpart, once that is no matter of a moment; null when all have one.</summary>
    public static string? Problem(ControlPlaneScope scope, EtcdSnapshot etcd) =>
        WithoutMember(scope, etcd) is { } machine ? $"Machine {machine.Name} has no etcd member for Node {machine.NodeName}"
        : scope.Machines.All(m => m.NodeName is not null) && WithoutMachine(scope, etcd).FirstOrDefault() is { } member ? Describe(member)
        : null;

    /// <summary>Members that no Machine has.</summary>
    public static IEnumerable<EtcdMember> WithoutMachine(ControlPlaneScope scope, EtcdSnapshot etcd) =>
        etcd.Members.Where(member => scope.Machines.All(m => !MachineMember.MayBe(m, member)));

    /// <summary>What is said of such a member.</summary>
    public static string Describe(EtcdMember member) =>
        $"Etcd member {(member.Name.Length > 0 ? member.Name : $"{member.Id} (Name not yet assigned)")} does not have a corresponding Machine";

    private static ControlPlaneMachine? WithoutMember(ControlPlaneScope scope, EtcdSnapshot etcd) => scope.Machines.FirstOrDefault(m =>
        m is { IsDeleting: false, NodeName: { } node } && etcd.On(node) is null
        && scope.Workload.NodeOf(node) is Observed<V1Node>.Found(var found) && found.Metadata.CreationTimestamp is { } created
        && scope.Now - new DateTimeOffset(DateTime.SpecifyKind(created, DateTimeKind.Utc)) > JoinPatience);
}
