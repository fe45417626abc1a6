using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Core.Objects;
using Slipway.Kubeadm.ControlPlane.Machines;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>Machines whose deletion takes long, and what may hold them up.</summary>
internal static class StaleMachines
{
    private const int MaxNames = 3;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongDrain = TimeSpan.FromMinutes(5);

    // What the condition Deleting says while a Node is drained, and what that means.
    private static readonly (string Says, string Means)[] Causes =
    [
        ("cannot evict pod as it would violate the pod's disruption budget.", "PodDisruptionBudgets"),
        ("deletionTimestamp set, but still not removed from the Node", "Pods not terminating"),
        ("failed to evict Pod", "Pod eviction errors"),
        ("waiting for completion", "Pods not completed yet"),
    ];

    /// <summary>What is said of them; null when there are none.</summary>
    public static string? Message(ControlPlaneScope scope)
    {
        var stale = scope.Machines.Where(m => scope.Now - m.DeletingSince > Long).OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        if (stale.Count == 0)
        {
            return null;
        }

        var drains = stale.Where(m => IsDrainedForLong(m, scope.Now)).Select(m => m.Machine.Status!.Conditions.Find(MachineConditions.Deleting)!.Message ?? "").ToList();
        var causes = Causes.Where(c => drains.Exists(d => d.Contains(c.Says, StringComparison.Ordinal))).Select(c => c.Means).ToList();
        return $"{(stale.Count == 1 ? "Machine" : "Machines")} {NameList.Of([.. stale.Select(m => m.Name)], MaxNames)} "
            + $"{(stale.Count == 1 ? "is" : "are")} in deletion since more than 15m"
            + (causes.Count > 0 ? $", delay likely due to {string.Join(", ", causes)}" : "");
    }

    private static bool IsDrainedForLong(ControlPlaneMachine machine, DateTimeOffset now) =>
        machine.Machine.Status?.Conditions.Find(MachineConditions.Deleting) is { Status: ConditionStatus.True, Reason: "DrainingNode" }
        && machine.Machine.Status.Deletion?.NodeDrainStartTime is { } start
        && now - new DateTimeOffset(DateTime.SpecifyKind(start, DateTimeKind.Utc)) > LongDrain;
}
