using Slipway.Api.Conditions;
using Slipway.Api.Shared;
using Slipway.Kubeadm.ControlPlane.Health;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Workload;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>Whether the cluster's API can be used and its data are safe.</summary>
internal static class AvailableCondition
{
    /// <summary>What the condition says.</summary>
    public static ConditionState Of(ControlPlaneScope scope)
    {
        if (scope.IsDeleting)
        {
            return NotAvailable("* Control plane metadata.deletionTimestamp is set");
        }

        if (!scope.IsInitialized)
        {
            return NotAvailable("Control plane not yet initialized");
        }

        if (scope.Workload.State == WorkloadState.Down)
        {
            return HealthInspection.ConnectionDown(scope.Workload);
        }

        var problems = Problems(scope).ToList();
        return problems.Count == 0
            ? ConditionState.True(ConditionReasons.Available)
            : NotAvailable(string.Join('\n', problems.Select(p => $"* {p}")));
    }

    private static IEnumerable<string> Problems(ControlPlaneScope scope)
    {
        if (scope.Authorities is { IsComplete: false })
        {
            yield return "Control plane certificates are not available";
        }

        var joined = scope.Machines.Where(m => m.NodeName is not null).ToList();
        if (!joined.Exists(m => MachineHealth.ComponentTypes.All(m.Health.IsTrue)))
        {
            yield return "There are no Machines with healthy control plane components, at least 1 required";
        }

        if (!scope.HasManagedEtcd)
        {
            yield break;
        }

        var members = (scope.Workload.Etcd.ValueOrNull?.Members.Count(m => !m.IsLearner && m.Name.Length > 0)) ?? joined.Count;
        var (healthy, quorum) = (joined.Count(m => m.HasHealthyEtcd), (members / 2) + 1);
        if (healthy < quorum)
        {
            yield return $"{healthy} of {members} etcd members are healthy, at least {quorum} required for etcd quorum";
        }
    }

    private static ConditionState NotAvailable(string message) => ConditionState.False(ConditionReasons.NotAvailable, message);
}
