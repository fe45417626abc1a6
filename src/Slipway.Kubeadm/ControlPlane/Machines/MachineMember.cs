using Slipway.Kubeadm.Membership;

namespace Slipway.Kubeadm.ControlPlane.Machines;

/// <summary>Which member of etcd runs on which Machine.</summary>
internal static class MachineMember
{
    /// <summary>The member on a Machine; null when it has none.</summary>
    /// <param name="etcd">What etcd told.</param>
    /// <param name="machine">The Machine.</param>
    /// <param name="machines">All Machines: what another one has is not this one's.</param>
    public static EtcdMember? Of(EtcdSnapshot etcd, ControlPlaneMachine machine, IReadOnlyCollection<ControlPlaneMachine> machines) =>
        etcd.On(machine.MemberName.ValueOrNull)
        ?? (machine.MemberName.ValueOrNull is null ? AtAddressOf(etcd, machine, machines) : null);

    /// <summary>
    /// Whether a member may be that of a Machine. One that never started has no name: its machine announced it and was lost before its etcd
    /// ran. Only the address at which the others wait for it tells whose it is.
    /// </summary>
    public static bool MayBe(ControlPlaneMachine machine, EtcdMember member) => member.Name.Length > 0
        ? machine.MemberName.ValueOrNull == member.Name
        : IsAt(machine, member);

    /// <summary>A machine that was lost before its Node was seen: its member is at its address, and nobody else's.</summary>
    private static EtcdMember? AtAddressOf(EtcdSnapshot etcd, ControlPlaneMachine machine, IReadOnlyCollection<ControlPlaneMachine> machines)
    {
        var members = etcd.Members
            .Where(m => IsAt(machine, m) && !machines.Any(other => other.Name != machine.Name && (MayBe(other, m) || IsAt(other, m))))
            .ToList();
        return members.Count == 1 ? members[0] : null;
    }

    private static bool IsAt(ControlPlaneMachine machine, EtcdMember member) => member.PeerUrls.Any(
        url => Uri.TryCreate(url, UriKind.Absolute, out var peer)
            && machine.Machine.Status?.Addresses?.Any(a => a.Address == peer.Host || a.Address == peer.IdnHost) == true);
}
