using System.Collections.Immutable;
using Slipway.Api.Conditions;
using Slipway.Api.Shared;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.Membership;

namespace Slipway.Kubeadm.ControlPlane.Scaling;

/// <summary>Whether a control plane is sound enough to be changed.</summary>
internal static class Preflight
{
    /// <summary>What stands in the way of adding or deleting a Machine; nothing when all is well.</summary>
    /// <param name="machines">The control plane's Machines.</param>
    /// <param name="excluded">The Machine that is to go, whose own health does not matter; null when one is added.</param>
    /// <param name="replacing">
    /// Whether a Machine lost to remediation is being replaced: then it is enough that the API and etcd's quorum hold.
    /// </param>
    /// <param name="etcd">etcd's members; null when not known.</param>
    /// <param name="managedEtcd">Whether etcd runs on the control plane.</param>
    public static ImmutableArray<string> Problems(
        ImmutableArray<ControlPlaneMachine> machines, ControlPlaneMachine? excluded, bool replacing, EtcdSnapshot? etcd, bool managedEtcd = true)
    {
        if (machines.FirstOrDefault(m => m.IsDeleting) is { } deleting)
        {
            return [$"waiting for Machine {deleting.Name} to be deleted"];
        }

        ImmutableArray<string> problems = [.. machines.Where(m => m.Name != excluded?.Name).SelectMany(ProblemsOf)];
        return replacing && !problems.IsEmpty ? [.. ProblemsWhileReplacing(machines, etcd, managedEtcd)] : problems;
    }

    /// <summary>Where several Machines are ill, the replacement of one must not wait until the others are well.</summary>
    private static IEnumerable<string> ProblemsWhileReplacing(ImmutableArray<ControlPlaneMachine> machines, EtcdSnapshot? etcd, bool managedEtcd)
    {
        if (!machines.Any(m => m.CanServe))
        {
            yield return "cannot add a Machine while no Machine has all its control plane components healthy";
        }

        if (managedEtcd && etcd is null)
        {
            yield return "cannot check etcd's health before adding a Machine: etcd has not told its members";
        }
        else if (managedEtcd && !EtcdQuorum.AllowsAddition(etcd!, machines))
        {
            yield return "adding a Machine can lead to the loss of etcd's quorum";
        }
    }

    private static IEnumerable<string> ProblemsOf(ControlPlaneMachine machine)
    {
        if (machine.NodeName is null)
        {
            return [$"Machine {machine.Name} does not have a corresponding Node yet (Machine.status.nodeRef not set)"];
        }

        return MachineHealth.AllTypes
            .Where(type => machine.Health.States.TryGetValue(type, out var state) && state.Status != ConditionStatus.True)
            .Select(type => Problem(machine, type, machine.Health.States[type]));
    }

    private static string Problem(ControlPlaneMachine machine, string type, ConditionState state) =>
        $"Machine {machine.Name} reports {type} condition is {state.Status.ToLowerInvariant()} ({state.Message})";
}
