using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.Membership;

namespace Slipway.Kubeadm.ControlPlane.Scaling;

/// <summary>Whether etcd keeps its quorum when its members change.</summary>
internal static class EtcdQuorum
{
    /// <summary>Whether a member may be taken out. Nothing may be while another one is a learner: a change is under way.</summary>
    public static bool AllowsRemoval(EtcdSnapshot etcd, IReadOnlyCollection<ControlPlaneMachine> machines, EtcdMember removed)
    {
        var left = etcd.Members.Where(m => m.Id != removed.Id).ToList();
        return !left.Exists(IsLearner) && Holds(left.Count, left.Count(m => IsUnhealthy(m, machines)));
    }

    /// <summary>Whether a member may be added: it votes at once and counts as ill until it has proved itself.</summary>
    public static bool AllowsAddition(EtcdSnapshot etcd, IReadOnlyCollection<ControlPlaneMachine> machines)
    {
        if (etcd.Members.Any(IsLearner))
        {
            return false;
        }

        // With one member there is no choice: two members have to agree, whatever is decided here.
        var newcomerIsIll = etcd.Members.Length > 1 ? 1 : 0;
        return Holds(etcd.Members.Length + 1, etcd.Members.Count(m => IsUnhealthy(m, machines)) + newcomerIsIll);
    }

    private static bool Holds(int voting, int unhealthy) => voting > 0 && voting - unhealthy >= (voting / 2) + 1;

    /// <summary>A member that has no name has not started: it has no vote yet.</summary>
    private static bool IsLearner(EtcdMember member) => member.IsLearner || member.Name.Length == 0;

    private static bool IsUnhealthy(EtcdMember member, IReadOnlyCollection<ControlPlaneMachine> machines)
    {
        var machine = machines.FirstOrDefault(m => m.NodeName == member.Name);
        if (machine is null || machine.IsDeleting)
        {
            // No Machine's conditions tell of it: only its alarms do.
            return !member.Alarms.IsEmpty;
        }

        return !machine.HasHealthyEtcd;
    }
}
