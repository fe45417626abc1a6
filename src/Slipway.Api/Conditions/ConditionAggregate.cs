using System.Collections.Immutable;

namespace Slipway.Api.Conditions;

/// <summary>One condition out of the same condition of many objects.</summary>
public static class ConditionAggregate
{
    private const int MaxNames = 3;
    private const int MaxMessages = 3;

    /// <summary>
    /// Aggregates a condition over at least one object. Objects that say the same share a line, at most three of them by name.
    /// </summary>
    /// <param name="type">The condition's type in the objects.</param>
    /// <param name="sources">The objects.</param>
    /// <param name="reasons">The reasons of the result.</param>
    /// <param name="negative">Whether False is good, in the objects and in the result.</param>
    public static ConditionState Of(string type, IEnumerable<AggregateSource> sources, MergeReasons reasons, bool negative = false)
    {
        var entries = sources
            .Select(s => (Source: s, Condition: s.Condition ?? ConditionMerge.Missing(type)))
            .Select(e => new Entry(e.Source.Kind, e.Source.Name, e.Condition.Message ?? "", ConditionMerge.Judge(e.Condition, negative)))
            .OrderBy(e => e.Name, StringComparer.Ordinal)
            .ToImmutableArray();
        var worst = entries.Length == 0 ? MergePriority.Info : entries.Min(e => e.Priority);

        var lines = new List<string>();
        var room = MaxMessages;
        if (worst == MergePriority.Info)
        {
            AddLines(lines, entries.Where(e => e.Message.Length > 0), "additional info", ref room);
        }
        else
        {
            AddLines(lines, entries.Where(e => e.Priority == MergePriority.Issue), "other issues", ref room);
            AddLines(lines, entries.Where(e => e.Priority == MergePriority.Unknown), "status unknown", ref room);
        }

        return new(ConditionMerge.Status(worst, negative), reasons.For(worst), string.Join('\n', lines));
    }

    private static void AddLines(List<string> lines, IEnumerable<Entry> entries, string rest, ref int room)
    {
        var groups = entries
            .GroupBy(e => (e.Kind, e.Message))
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key.Message, StringComparer.Ordinal)
            .ToList();
        foreach (var group in groups.Take(room))
        {
            var names = group.Select(e => e.Name).ToList();
            var shown = string.Join(", ", names.Take(MaxNames));
            var more = names.Count > MaxNames ? $", ... ({names.Count - MaxNames} more)" : "";
            lines.Add(ConditionMessages.Bullet($"{Plural(group.Key.Kind, names.Count)} {shown}{more}", group.Key.Message));
        }

        foreach (var left in groups.Skip(room).GroupBy(g => g.Key.Kind, g => g.Count()))
        {
            lines.Add($"And {left.Sum()} {Plural(left.Key, left.Sum())} with {rest}");
        }

        room = Math.Max(0, room - groups.Count);
    }

    private static string Plural(string kind, int count) => count == 1 ? kind : $"{kind}s";

    private sealed record Entry(string Kind, string Name, string Message, MergePriority Priority);
}
