using System.Collections.Immutable;

namespace Slipway.Kubeadm.Membership;

/// <summary>A member of an etcd cluster.</summary>
/// <param name="Id">etcd's number for it.</param>
/// <param name="Name">The name it announced: kubeadm gives it its Node's. Empty until it has started.</param>
/// <param name="IsLearner">Whether it has no vote yet.</param>
/// <param name="Alarms">The alarms it raised, such as <c>NOSPACE</c>.</param>
internal sealed record EtcdMember(ulong Id, string Name, bool IsLearner, ImmutableArray<string> Alarms);
