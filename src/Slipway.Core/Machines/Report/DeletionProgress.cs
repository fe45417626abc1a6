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
    private static readonly TimeSpan LongDrain = TimeSpan.FromMinutes(5);

    private static readonly (string Text, string Cause)[] KnownCauses =
    [
        ("cannot evict pod as it would violate the pod's disruption budget.", "PodDisruptionBudgets"),
        ("deletionTimestamp set, but still not removed from the Node", "Pods not terminating"),
        ("failed to evict Pod", "Pod eviction errors"),
        ("waiting for completion", "Pods not completed yet"),
    ];

    /// <summary>After how long a deletion counts as long.</summary>
    public static TimeSpan LongDeletion { get; } = TimeSpan.FromMinutes(15);

    public static bool IsLong(Machine machine, DateTimeOffset now) => now.UtcDateTime - machine.Metadata.DeletionTimestamp > LongDeletion;

    public static Condition Of(Machine machine, IReadOnlyList<Condition> conditions, DateTimeOffset now)
    {
        var deleting = conditions.Find(MachineConditions.Deleting);
        var isLong = IsLong(machine, now);
        return new Condition
        {
            Type = MachineConditions.Deleting,
            Status = ConditionStatus.True,
            Reason = ConditionReasons.Deleting,
            Message = deleting is null
                ? "Machine deletion in progress"
                : $"Machine deletion in progress{(isLong ? " since more than 15m" : "")}, stage: {deleting.Reason}{(isLong ? Delay([.. Causes(machine, deleting, now)]) : "")}",
        };
    }

    /// <summary>What is likely to hold up a Machine's drain.</summary>
    public static IEnumerable<string> Causes(Machine machine, Condition deleting, DateTimeOffset now) =>
        deleting.Reason == MachineReasons.DrainingNode && now.UtcDateTime - machine.Status?.Deletion?.NodeDrainStartTime > LongDrain
            ? KnownCauses.Where(c => deleting.Message?.Contains(c.Text, StringComparison.Ordinal) == true).Select(c => c.Cause)
            : [];

    /// <summary>The causes in words, to follow another text; empty when there are none.</summary>
    public static string Delay(HashSet<string> causes) => causes.Count == 0
        ? ""
        : $", delay likely due to {string.Join(", ", KnownCauses.Select(c => c.Cause).Where(causes.Contains))}";
}
