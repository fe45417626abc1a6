using System.Collections.Immutable;
using Slipway.Api.Conditions;
using Slipway.Api.Shared;
using Slipway.Kubeadm.ControlPlane.Health;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Workload;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>The health of etcd and of the components over all Machines.</summary>
internal static class HealthConditions
{
    private static readonly MergeReasons Reasons = new(ConditionReasons.NotHealthy, ConditionReasons.HealthUnknown, ConditionReasons.Healthy);

    /// <summary>What EtcdClusterHealthy says.</summary>
    public static ConditionState Etcd(ControlPlaneScope scope) => Of(scope, MachineHealth.EtcdTypes);

    /// <summary>What ControlPlaneComponentsHealthy says.</summary>
    public static ConditionState Components(ControlPlaneScope scope) => Of(scope, MachineHealth.ComponentTypes);

    private static ConditionState Of(ControlPlaneScope scope, ImmutableArray<string> types)
    {
        if (!scope.IsInitialized)
        {
            return ConditionState.Unknown(
                ConditionReasons.InspectionFailed,
                scope.InfrastructureProvisioned
                    ? "Waiting for Cluster control plane to be initialized" : "Waiting for Cluster status.infrastructureReady to be true");
        }

        if (scope.Workload.State == WorkloadState.Down)
        {
            return HealthInspection.ConnectionDown(scope.Workload);
        }

        // A Machine on its way has no health yet: it is not the cluster's.
        var members = scope.Machines.Where(m => m is { NodeName: not null, IsDeleting: false }).ToList();
        if (members.Count == 0)
        {
            return ConditionState.Unknown(ConditionReasons.HealthUnknown, "No Machine has joined");
        }

        var options = new SummaryOptions { Types = types, Reasons = Reasons };
        return ConditionAggregate.Of("Healthy", members.Select(m => new AggregateSource("Machine", m.Name, Summary(m, types, options))), Reasons);
    }

    private static Condition Summary(ControlPlaneMachine machine, ImmutableArray<string> types, SummaryOptions options)
    {
        var state = ConditionSummary.Of(
            types.Where(machine.Health.States.ContainsKey).Select(t => new Condition
            {
                Type = t,
                Status = machine.Health.States[t].Status,
                Reason = machine.Health.States[t].Reason,
                Message = machine.Health.States[t].Message,
            }),
            options);
        return new Condition { Type = "Healthy", Status = state.Status, Reason = state.Reason, Message = state.Message };
    }
}
