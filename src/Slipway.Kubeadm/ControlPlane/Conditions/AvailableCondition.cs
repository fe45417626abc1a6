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
            return NotAvailable("* Control plane metadata.deletionTimestamp is set");
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

    private static ConditionState Weigh(ControlPlaneScope scope, EtcdSnapshot? etcd)
    {
        var machines = Tally.OfMachines(scope);
        var members = etcd is null ? null : Tally.OfMembers(scope, etcd);
        var learners = etcd?.Members.Count(m => m.IsLearner || m.Name.Length == 0) ?? 0;
        var quorum = etcd is null ? 0 : ((etcd.Members.Length - learners) / 2) + 1;
        var learning = learners > 0 ? $" {learners} learner etcd member," : "";
        var hasCertificates = scope.Authorities is not { IsComplete: false } && scope.AuthorityProblems.IsEmpty;
        if (hasCertificates && machines.Healthy > 0 && (members is null || members.Healthy >= quorum))
        {
            // What has just begun may be over in a moment: it is told when it has lasted.
            var partly = new List<string>();
            if (members is { IllForLong: > 0 })
            {
                partly.Add($"* {Are(members.Total - members.IllForLong, members.Total, "etcd members")} healthy,{learning} at least {quorum} healthy "
                    + $"member required for etcd quorum{members.Named}");
            }

            if (machines.IllForLong > 0)
            {
                partly.Add($"* {Have(machines.Total - machines.IllForLong, machines.Total)} healthy control plane components, at least 1 required"
                    + machines.Named);
            }

            return ConditionState.True(ConditionReasons.Available, string.Join('\n', partly));
        }

        var problems = new List<string>();
        if (!hasCertificates)
        {
            problems.Add("* Control plane certificates are not available");
        }

        if (members is not null && members.Healthy < quorum)
        {
            var healthy = members.Healthy == 0 ? "There are no healthy etcd member," : $"{Are(members.Healthy, members.Total, "etcd members")} healthy,";
            problems.Add($"* {healthy}{learning} at least {quorum} healthy member required for etcd quorum{members.Named}");
        }

        if (machines.Healthy == 0)
        {
            problems.Add($"* There are no Machines with healthy control plane components, at least 1 required{machines.Named}");
        }

        return NotAvailable(string.Join('\n', problems));
    }

    private static string Are(int some, int all, string what) => $"{some} of {all} {what} {(some == 1 ? "is" : "are")}";

    private static string Have(int some, int all) => $"{some} of {all} Machines {(some == 1 ? "has" : "have")}";

    private static ConditionState NotAvailable(string message) => ConditionState.False(ConditionReasons.NotAvailable, message);

    private static ConditionState Unknown(string message) => ConditionState.Unknown(ConditionReasons.InspectionFailed, message);
}
