using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Core.Machines.Report;

/// <summary>
/// What a Machine's condition Ready says of its deletion: few different texts, so that those of many Machines can be joined. Who has waited
/// for long learns what for.
/// </summary>
internal static class DeletionProgress
{
    private static readonly TimeSpan LongDeletion = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongDrain = TimeSpan.FromMinutes(5);

    private static readonly (string Text, string Cause)[] Causes =
    [
        ("cannot evict pod as it would violate the pod's disruption budget.", "PodDisruptionBudgets"),
        ("deletionTimestamp set, but still not removed from the Node", "Pods not terminating"),
        ("failed to evict Pod", "Pod eviction errors"),
        ("waiting for completion", "Pods not completed yet"),
    ];

    public static Condition Of(Machine machine, IReadOnlyList<Condition> conditions, DateTimeOffset now)
    {
        var deleting = conditions.Find(MachineConditions.Deleting);
        var isLong = now.UtcDateTime - machine.Metadata.DeletionTimestamp > LongDeletion;
        return new Condition
        {
            Type = MachineConditions.Deleting,
            Status = ConditionStatus.True,
            Reason = ConditionReasons.Deleting,
            Message = deleting is null
                ? "Machine deletion in progress"
                : $"Machine deletion in progress{(isLong ? " since more than 15m" : "")}, stage: {deleting.Reason}{(isLong ? Delay(machine, deleting, now) : "")}",
        };
    }

    /// <summary>What is likely to hold up a drain; empty when nothing is known to.</summary>
    public static string Delay(Machine machine, Condition deleting, DateTimeOffset now)
    {
        if (deleting.Reason != MachineReasons.DrainingNode || !(now.UtcDateTime - machine.Status?.Deletion?.NodeDrainStartTime > LongDrain))
        {
            return "";
        }

        var causes = Causes.Where(c => deleting.Message?.Contains(c.Text, StringComparison.Ordinal) == true).Select(c => c.Cause).ToList();
        return causes.Count == 0 ? "" : $", delay likely due to {string.Join(", ", causes)}";
    }
}
