using System.Collections.Immutable;

namespace Slipway.Kubeadm.Membership;

/// <summary>An etcd cluster as its members told of it.</summary>
/// <param name="Members">All members.</param>
/// <param name="LeaderId">The leader's id; 0 when there is none.</param>
internal sealed record EtcdSnapshot(ImmutableArray<EtcdMember> Members, ulong LeaderId)
{
    /// <summary>The member on a Node; null when there is none.</summary>
    public EtcdMember? On(string? node) => string.IsNullOrEmpty(node) ? null : Members.FirstOrDefault(m => m.Name == node);
}
