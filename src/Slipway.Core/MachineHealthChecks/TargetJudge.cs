using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Formats;

namespace Slipway.Core.MachineHealthChecks;

/// <summary>Whether a Machine is healthy, by the checks of a MachineHealthCheck.</summary>
internal static class TargetJudge
{
    public const int DefaultStartupTimeoutSeconds = 600;

    private const string NodeNotFound = nameof(NodeNotFound);

    public static TargetHealth Judge(HealthCheckTarget target, Cluster cluster, HealthChecks? checks, DateTimeOffset now)
    {
        if (target.IsMarkedByHand)
        {
            return new TargetHealth.Unhealthy(
                MachineReasons.HasRemediateAnnotation,
                "Health check failed: marked for remediation via cluster.x-k8s.io/remediate-machine annotation",
                "HasRemediateMachineAnnotation",
                "Marked for remediation via remediate-machine annotation");
        }

        // What the cluster lacks is not the Machine's fault; but its first control plane machine may be the very thing it lacks.
        if ((!IsInitialized(cluster) && !target.IsControlPlane) || !IsInfrastructureReady(cluster))
        {
            return new TargetHealth.Open();
        }

        List<HealthFinding> findings = [.. OfMachine(target, checks, now), .. OfNode(target, cluster, checks, now)];
        var faults = findings.Where(f => f.Message is not null).ToList();
        if (faults.Count > 0)
        {
            return Unhealthy(faults);
        }

        return findings.Count > 0
            ? new TargetHealth.Suspect(findings.Min(f => f.Left))
            : target.IsDeleting || target.Node is null ? new TargetHealth.Open() : new TargetHealth.Healthy();
    }

    private static TargetHealth.Unhealthy Unhealthy(List<HealthFinding> faults)
    {
        var reason = faults[0].Reason;
        var isGone = reason == MachineReasons.NodeDeleted;
        return new TargetHealth.Unhealthy(
            reason,
            $"Health check failed:\n{string.Join('\n', faults.Select(f => $"  * {f.Message}"))}",
            isGone ? NodeNotFound : reason,
            isGone ? "" : string.Join("; ", faults.Select(f => f.Message)));
    }

    private static IEnumerable<HealthFinding> OfMachine(HealthCheckTarget target, HealthChecks? checks, DateTimeOffset now) =>
        from check in checks?.UnhealthyMachineConditions ?? []
        let condition = target.Machine.Status?.Conditions.Find(check.Type!)
        where condition is not null && condition.Status == check.Status
        select HealthFinding.After(
            MachineReasons.UnhealthyMachine,
            Lasting("Machine", check.Type, check.Status, condition.Reason, check.TimeoutSeconds),
            condition.LastTransitionTime ?? now.UtcDateTime,
            TimeSpan.FromSeconds(check.TimeoutSeconds ?? 0),
            now);

    private static IEnumerable<HealthFinding> OfNode(HealthCheckTarget target, Cluster cluster, HealthChecks? checks, DateTimeOffset now)
    {
        if (target.IsNodeGone)
        {
            var message = $"Node {target.Machine.Status!.NodeRef!.Name} has been deleted";
            return [new HealthFinding(MachineReasons.NodeDeleted, message, TimeSpan.Zero)];
        }

        return target.Node is null
            ? OfMissingNode(target, cluster, checks?.NodeStartupTimeoutSeconds ?? DefaultStartupTimeoutSeconds, now)
            : from check in checks?.UnhealthyNodeConditions ?? []
              let condition = target.Node.Status?.Conditions?.FirstOrDefault(c => c.Type == check.Type)
              where condition is not null && condition.Status == check.Status
              select HealthFinding.After(
                  MachineReasons.UnhealthyNode,
                  Lasting("Node", check.Type, check.Status, condition.Reason, check.TimeoutSeconds),
                  condition.LastTransitionTime ?? now.UtcDateTime,
                  TimeSpan.FromSeconds(check.TimeoutSeconds ?? 0),
                  now);
    }

    // The time for starting begins when nothing else is missing any more.
    private static IEnumerable<HealthFinding> OfMissingNode(
        HealthCheckTarget target, Cluster cluster, int timeoutSeconds, DateTimeOffset now)
    {
        if (timeoutSeconds == 0)
        {
            return [];
        }

        var clusterConditions = cluster.Status?.Conditions;
        DateTime?[] starts =
        [
            target.Machine.Metadata.CreationTimestamp,
            TrueSince(clusterConditions.Find(ClusterConditions.ControlPlaneInitialized)),
            TrueSince(clusterConditions.Find(ClusterConditions.InfrastructureReady)),
            TrueSince(target.Machine.Status?.Conditions.Find(MachineConditions.InfrastructureReady)),
        ];
        return
        [
            HealthFinding.After(
                MachineReasons.NodeStartupTimeout,
                $"Node failed to report startup in {Duration(timeoutSeconds)}",
                starts.Max() ?? now.UtcDateTime,
                TimeSpan.FromSeconds(timeoutSeconds),
                now),
        ];
    }

    private static bool IsInitialized(Cluster cluster) =>
        cluster.Status?.Conditions.IsTrue(ClusterConditions.ControlPlaneInitialized) == true;

    private static bool IsInfrastructureReady(Cluster cluster) =>
        cluster.Status?.Conditions.IsTrue(ClusterConditions.InfrastructureReady) == true;

    private static DateTime? TrueSince(Condition? condition) =>
        condition?.Status == ConditionStatus.True ? condition.LastTransitionTime : null;

    private static string Lasting(string kind, string? type, string? status, string? reason, int? seconds) =>
        $"Condition {type} on {kind} is reporting status {status} with reason {reason} for more than {Duration(seconds)}";

    private static string Duration(int? seconds) => GoDuration.FromSeconds(seconds ?? 0)!;
}
