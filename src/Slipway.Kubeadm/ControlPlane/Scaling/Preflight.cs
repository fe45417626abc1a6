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
    /// <param name="etcd">etcd's members; null when not known or elsewhere.</param>
    public static ImmutableArray<string> Problems(
        ImmutableArray<ControlPlaneMachine> machines, ControlPlaneMachine? excluded, bool replacing, EtcdSnapshot? etcd)
    {
        if (machines.FirstOrDefault(m => m.IsDeleting) is { } deleting)
        {
            return [$"waiting for Machine {deleting.Name} to be deleted"];
        }

        if (replacing && machines.Any(m => m.HasHealthyComponents) && (etcd is null || EtcdQuorum.AllowsAddition(etcd, machines)))
        {
            return [];
        }

        return [.. machines.Where(m => m.Name != excluded?.Name).SelectMany(ProblemsOf)];
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
