namespace Slipway.Kubeadm.Membership;

/// <summary>What a member tells of itself. It needs no quorum for that.</summary>
/// <param name="ClusterId">etcd's number for the cluster that it takes itself to be in.</param>
/// <param name="MemberId">etcd's number for it.</param>
/// <param name="LeaderId">Whom it follows; 0 when it has no leader.</param>
internal sealed record EtcdMemberStatus(ulong ClusterId, ulong MemberId, ulong LeaderId);
