using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubernetes.Formats;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Report;

/// <summary>Conditions NodeReady and NodeHealthy.</summary>
internal static class NodeConditions
{
    // Before so many attempts nobody can tell a cluster that is lost from one that has not been reached yet.
    private const int PatienceAfterStart = 5;

    /// <summary>Both conditions; null to leave them as they are: what was last known counts while a lost connection is young.</summary>
    public static (ConditionState Ready, ConditionState Healthy)? Of(MachineScope scope, Machine machine, DateTimeOffset now)
    {
        if (Waiting(scope) is { } waiting)
        {
            return Both(waiting);
        }

        if (scope.Node.Connection is not Observed<IWorkloadCluster>.Found)
        {
            return IsUnasked(scope, machine, now) ? Both(Missing(scope, machine)) : Disconnected(scope, machine, now);
        }

        if (scope.Node.Node is { } node)
        {
            return (NodeHealth.Ready(node), NodeHealth.Healthy(node));
        }

        if (scope.Node.Object is Observed<KubeObject>.Unknown(_, var message))
        {
            return Both(ConditionState.Unknown(ConditionReasons.InternalError, message));
        }

        return Both(Missing(scope, machine));
    }

    // A Node that nothing names yet is not asked for: that says nothing of the connection, which the probes tell of.
    private static bool IsUnasked(MachineScope scope, Machine machine, DateTimeOffset now) =>
        IsUnnamed(machine) && scope.Health.LastProbeSuccessTime is not null && RemainingGrace(scope, now) >= TimeSpan.Zero;

    private static bool IsUnnamed(Machine machine) => machine is { Spec.ProviderID: null, Status: null or { NodeRef: null } };

    private static ConditionState? Waiting(MachineScope scope)
    {
        if (scope.Cluster.ValueOrNull?.Status?.Initialization?.InfrastructureProvisioned != true)
        {
            return ConditionState.Unknown(
                ConditionReasons.InspectionFailed, "Waiting for Cluster status.initialization.infrastructureProvisioned to be true");
        }

        return scope.IsControlPlaneInitialized
            ? null
            : ConditionState.Unknown(ConditionReasons.InspectionFailed, "Waiting for Cluster control plane to be initialized");
    }

    private static (ConditionState Ready, ConditionState Healthy)? Disconnected(MachineScope scope, Machine machine, DateTimeOffset now)
    {
        var known = machine.Status?.Conditions.Find(MachineConditions.NodeReady) is { } ready
            && (ready.Reason != ConditionReasons.InspectionFailed || IsUnnamed(machine));
        var last = scope.Health.LastProbeSuccessTime;
        if (last is null && scope.Health.ConsecutiveFailures < PatienceAfterStart)
        {
            return known ? null : Both(ConditionState.Unknown(ConditionReasons.ConnectionDown, "Remote connection not established yet"));
        }

        return known && RemainingGrace(scope, now) >= TimeSpan.Zero
            ? null
            : Both(ConditionState.Unknown(ConditionReasons.ConnectionDown, last is { } at
                ? $"Last successful probe at {KubeTime.Format(at)}" : ""));
    }

    /// <summary>For how long what was last known of a Node still counts; null when there was never a connection.</summary>
    public static TimeSpan? RemainingGrace(MachineScope scope, DateTimeOffset now)
    {
        DateTimeOffset? initialized = scope.Cluster.ValueOrNull?.Status?.Conditions.Find(
            ClusterConditions.ControlPlaneInitialized)?.LastTransitionTime is { } at
            ? new DateTimeOffset(at.ToUniversalTime())
            : null;
        var since = initialized > scope.Health.LastProbeSuccessTime ? initialized : scope.Health.LastProbeSuccessTime ?? initialized;
        return since + scope.Options.RemoteConditionsGracePeriod - now;
    }

    private static ConditionState Missing(MachineScope scope, Machine machine)
    {
        if (machine.Status?.NodeRef is { } node)
        {
            return scope.IsDeleting
                ? ConditionState.False(MachineReasons.NodeDeleted, $"Node {node.Name} has been deleted")
                : ConditionState.False(MachineReasons.NodeDeleted, $"Node {node.Name} has been deleted while the Machine still exists");
        }

        if (scope.IsDeleting)
        {
            return ConditionState.Unknown(MachineReasons.NodeDoesNotExist, "Node does not exist");
        }

        return machine.Spec!.ProviderID is { } providerId
            ? ConditionState.Unknown(ConditionReasons.InspectionFailed, $"Waiting for a Node with spec.providerID {providerId} to exist")
            : ConditionState.Unknown(ConditionReasons.InspectionFailed, $"Waiting for {machine.Spec.InfrastructureRef!.Kind} to report spec.providerID");
    }

    private static (ConditionState Ready, ConditionState Healthy) Both(ConditionState state) => (state, state);
}
