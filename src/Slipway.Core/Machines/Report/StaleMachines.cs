using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Core.Objects;

namespace Slipway.Core.Machines.Report;

/// <summary>Tells of Machines whose deletion takes long.</summary>
internal static class StaleMachines
{
    private const int MaxNames = 3;

    /// <summary>Which Machines they are and what is likely to hold them up, to follow another message; empty when there are none.</summary>
    public static string Line(IEnumerable<Machine> machines, DateTimeOffset now)
    {
        var stale = machines.Where(m => DeletionProgress.IsLong(m, now)).OrderBy(m => m.Metadata.Name, StringComparer.Ordinal).ToList();
        if (stale.Count == 0)
        {
            return "";
        }

        var causes = stale
            .Select(m => (Machine: m, Deleting: m.Status?.Conditions.Find(MachineConditions.Deleting)))
            .Where(m => m.Deleting?.Status == ConditionStatus.True)
            .SelectMany(m => DeletionProgress.Causes(m.Machine, m.Deleting!, now))
            .ToHashSet(StringComparer.Ordinal);
        return $"\n* {Subject(stale)} in deletion since more than 15m{DeletionProgress.Delay(causes)}";
    }

    /// <summary>When the next deletion begins to count as long; null when none will.</summary>
    public static TimeSpan? NextChange(IEnumerable<Machine> machines, DateTimeOffset now) => machines
        .Where(m => m.Metadata.DeletionTimestamp is not null && !DeletionProgress.IsLong(m, now))
        .Select(m => (TimeSpan?)(m.Metadata.DeletionTimestamp!.Value + DeletionProgress.LongDeletion - now.UtcDateTime))
        .Min();

    /// <summary>Some Machines as the subject of a sentence: <c>Machine a is</c>, <c>Machines a, b are</c>.</summary>
    public static string Subject(IReadOnlyCollection<Machine> machines) =>
        $"Machine{(machines.Count == 1 ? "" : "s")} {NameList.Of([.. machines.Select(m => m.Metadata.Name)], MaxNames)} {(machines.Count == 1 ? "is" : "are")}";
}
