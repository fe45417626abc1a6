using System.Collections.Immutable;

namespace Slipway.Kubeadm.Membership;

/// <summary>The members that a quorum has agreed on.</summary>
/// <param name="ClusterId">etcd's number for the cluster.</param>
/// <param name="Members">The members, with their alarms.</param>
internal sealed record EtcdMemberList(ulong ClusterId, ImmutableArray<EtcdMember> Members);
