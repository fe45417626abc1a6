using System.Collections.Immutable;
using System.Text;
using Slipway.Kubernetes.Formats;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Tells how far a drain is. Others read these phrases to say what holds up a deletion.</summary>
internal static class DrainMessage
{
    private const int MaxGroups = 5;
    private const int MaxNames = 3;

    public static string Of(ImmutableArray<DrainPod> pods, DateTime started)
    {
        var text = new StringBuilder($"Drain not completed yet (started at {KubeTime.Format(started)}):");
        var groups = pods
            .Where(p => p.Behavior != DrainBehavior.Skip)
            .GroupBy(p => p.Behavior switch
            {
                DrainBehavior.Terminating => "deletionTimestamp set, but still not removed from the Node",
                DrainBehavior.WaitCompleted => "waiting for completion",
                _ => p.Failure ?? "eviction requested",
            })
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        foreach (var group in groups.Take(MaxGroups))
        {
            var names = group.Select(p => p.Key.ToString()).Order(StringComparer.Ordinal).ToList();
            var more = names.Count > MaxNames ? $", ... ({names.Count - MaxNames} more)" : "";
            text.Append($"\n* Pod{(names.Count == 1 ? "" : "s")} {string.Join(", ", names.Take(MaxNames))}{more}: {group.Key}");
        }

        return text.ToString();
    }
}
