using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.Membership;
using Slipway.Kubernetes.Formats;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>Whether the cluster's API can be used and its data are safe.</summary>
internal static class AvailableCondition
{
    /// <summary>For how long after the first machine etcd may keep its members to itself.</summary>
    private static readonly TimeSpan EtcdPatience = TimeSpan.FromMinutes(2);

    /// <summary>What the condition says.</summary>
    public static ConditionState Of(ControlPlaneScope scope)
    {
        if (scope.IsDeleting)
        {
            return NotAvailable(string.Join('\n', ["* Control plane metadata.deletionTimestamp is set", .. ProblemsWhileItGoes(scope)]));
        }

        if (!scope.IsInitialized)
        {
            return NotAvailable("Control plane not yet initialized");
        }

        if (scope.Workload.State == WorkloadState.Down)
        {
            var last = scope.Workload.LastSuccess is { } success ? $": last successful probe at {KubeTime.Format(success)}" : "";
            return Unknown($"Failed to reach the cluster{last}");
        }

        var etcd = scope.HasManagedEtcd ? scope.Workload.Etcd.ValueOrNull : null;
        if (scope.HasManagedEtcd && etcd is null)
        {
            return WithoutMembers(scope);
        }

        if (etcd is not null && MemberMatch.Problem(scope, etcd) is { } mismatch)
        {
            return NotAvailable($"The list of etcd members does not match the list of Machines and Nodes: {mismatch}");
        }

        return Weigh(scope, etcd);
    }

    private static ConditionState WithoutMembers(ControlPlaneScope scope)
    {
        var initialized = scope.Object.Status?.Conditions.Find(KubeadmControlPlaneConditions.Initialized);
        var since = initialized is { Status: ConditionStatus.True, LastTransitionTime: { } time }
            ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))
            : scope.Now;
        var why = scope.Workload.Etcd is Observed<EtcdSnapshot>.Unknown(_, var message) ? $": {message}" : "";
        return scope.Now - since < EtcdPatience
            ? NotAvailable("Waiting for etcd to report the list of members")
            : Unknown($"Failed to get etcd members{why}");
    }

    /// <summary>What else falls short, as far as it can be told: that it goes is known in any case.</summary>
    private static IEnumerable<string> ProblemsWhileItGoes(ControlPlaneScope scope) =>
        scope is { IsInitialized: true, Workload.State: not WorkloadState.Down }
        && (!scope.HasManagedEtcd || scope.Workload.Etcd.ValueOrNull is not null)
            ? Weights.Of(scope, scope.HasManagedEtcd ? scope.Workload.Etcd.ValueOrNull : null).Problems
            : [];

    private static ConditionState Weigh(ControlPlaneScope scope, EtcdSnapshot? etcd)
    {
        var weights = Weights.Of(scope, etcd);
        return weights.Problems.IsEmpty
            ? ConditionState.True(ConditionReasons.Available, string.Join('\n', weights.Flaws))
            : NotAvailable(string.Join('\n', weights.Problems));
    }

    private static ConditionState NotAvailable(string message) => ConditionState.False(ConditionReasons.NotAvailable, message);

    private static ConditionState Unknown(string message) => ConditionState.Unknown(ConditionReasons.InspectionFailed, message);
}
