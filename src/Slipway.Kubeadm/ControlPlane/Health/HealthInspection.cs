using System.Collections.Immutable;
using Slipway.Kubernetes.Formats;
using k8s.Models;
using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Workload;

namespace Slipway.Kubeadm.ControlPlane.Health;

/// <summary>The health of one control plane Machine out of what its cluster tells.</summary>
internal static class HealthInspection
{
    /// <summary>What each condition says.</summary>
    /// <param name="machine">The Machine.</param>
    /// <param name="managedEtcd">Whether etcd runs on the control plane.</param>
    /// <param name="expectsTaint">Whether the control plane's taint is to be on the Node.</param>
    /// <param name="view">What the cluster tells.</param>
    public static MachineHealth Of(Machine machine, bool managedEtcd, bool expectsTaint, WorkloadView view)
    {
        if (machine.Metadata.DeletionTimestamp is not null)
        {
            return Going(machine, managedEtcd, expectsTaint, view);
        }

        return view.State switch
        {
            // A program that died before it said so elsewhere may have seen the cluster initialized: that holds until there is a connection again.
            WorkloadState.NotInitialized when !WasInspected(machine) =>
                Unknown(managedEtcd, "Waiting for Cluster control plane to be initialized"),
            WorkloadState.NotInitialized or WorkloadState.Pending => MachineHealth.Recorded(managedEtcd, machine.Status?.Conditions),
            WorkloadState.Down => MachineHealth.Uniform(managedEtcd, ConnectionDown(view)),
            _ => machine.Status?.NodeRef?.Name is { } node
                ? OfNode(machine, node, managedEtcd, expectsTaint, view)
                : Unknown(managedEtcd, machine.Spec?.ProviderID is { Length: > 0 } id
                    ? $"Waiting for a Node with spec.providerID {id} to exist"
                    : $"Waiting for {machine.Spec?.InfrastructureRef?.Kind} to report spec.providerID"),
        };
    }

    /// <summary>What is said of a cluster that has fallen silent.</summary>
    internal static ConditionState ConnectionDown(WorkloadView view) => ConditionState.Unknown(
        ConditionReasons.ConnectionDown,
        view.LastSuccess is { } last ? $"Last successful probe at {KubeTime.Format(last)}" : "Remote connection not established yet");

    private static bool WasInspected(Machine machine) =>
        MachineHealth.AllTypes.Any(t => machine.Status?.Conditions.Find(t) is { Status: not ConditionStatus.Unknown });

    private static bool WasMarked(Machine machine) =>
        machine.Status?.Conditions.IsTrue(ControlPlaneMachineConditions.NodeKubeadmLabelsAndTaintsSet) == true;

    /// <summary>Of a machine that goes nothing is known any more but whether its Node is marked.</summary>
    private static MachineHealth Going(Machine machine, bool managedEtcd, bool expectsTaint, WorkloadView view)
    {
        var health = MachineHealth.Uniform(managedEtcd, ConditionState.False(ConditionReasons.Deleting, "Machine is deleting"));
        return view.NodeOf(machine.Status?.NodeRef?.Name) is Observed<V1Node>.Found(var node)
            ? health.With(ControlPlaneMachineConditions.NodeKubeadmLabelsAndTaintsSet, NodeCheck.Of(node, expectsTaint, WasMarked(machine)))
            : health;
    }

    /// <summary>Who took the Node away took nothing from etcd, which still tells of the member.</summary>
    private static MachineHealth WithoutNode(string name, bool managedEtcd, WorkloadView view)
    {
        var health = Unknown(managedEtcd, $"Node {name} does not exist") with { NodeIsMissing = true };
        return managedEtcd ? health.With(ControlPlaneMachineConditions.EtcdMemberHealthy, EtcdMemberCheck.Of(name, view.Etcd)) : health;
    }

    private static MachineHealth OfNode(Machine machine, string name, bool managedEtcd, bool expectsTaint, WorkloadView view)
    {
        if (view.NodeOf(name) is not Observed<V1Node>.Found(var node))
        {
            return view.NodeOf(name) is Observed<V1Node>.Unknown(_, var why)
                ? Unknown(managedEtcd, why)
                : WithoutNode(name, managedEtcd, view);
        }

        var unreachable = NodeCheck.IsUnreachable(node);
        var states = ImmutableDictionary.CreateBuilder<string, ConditionState>();
        states[ControlPlaneMachineConditions.NodeKubeadmLabelsAndTaintsSet] = NodeCheck.Of(node, expectsTaint, WasMarked(machine));
        states[ControlPlaneMachineConditions.APIServerPodHealthy] = Pod(StaticPods.ApiServer(name));
        states[ControlPlaneMachineConditions.ControllerManagerPodHealthy] = Pod(StaticPods.ControllerManager(name));
        states[ControlPlaneMachineConditions.SchedulerPodHealthy] = Pod(StaticPods.Scheduler(name));
        if (managedEtcd)
        {
            states[ControlPlaneMachineConditions.EtcdPodHealthy] = Pod(StaticPods.Etcd(name));
            states[ControlPlaneMachineConditions.EtcdMemberHealthy] = EtcdMemberCheck.Of(name, view.Etcd);
        }

        return new(states.ToImmutable());

        // A silent kubelet reports no pod: what the API server still has of it is old.
        ConditionState Pod(string pod) => unreachable
            ? ConditionState.Unknown(ConditionReasons.InspectionFailed, $"Node {name} is unreachable")
            : StaticPodCheck.Of(pod, view.Pods.GetValueOrDefault(pod, new Observed<V1Pod>.Absent()));
    }

    private static MachineHealth Unknown(bool managedEtcd, string message) =>
        MachineHealth.Uniform(managedEtcd, ConditionState.Unknown(ConditionReasons.InspectionFailed, message));
}
