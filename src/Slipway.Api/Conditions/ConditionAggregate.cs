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
            .Select(e => new Entry(e.Source, e.Condition.Message ?? "", ConditionMerge.Judge(e.Condition, negative)))
            .ToImmutableArray();
        var worst = entries.Length == 0 ? MergePriority.Info : entries.Min(e => e.Priority);
        var told = entries.Where(e => worst == MergePriority.Info ? e.Message.Length > 0 : e.Priority != MergePriority.Info);
        return new(ConditionMerge.Status(worst, negative), reasons.For(worst), string.Join('\n', Lines(told)));
    }

    private static IEnumerable<string> Lines(IEnumerable<Entry> entries)
    {
        var room = MaxMessages;
        foreach (var kind in entries.GroupBy(e => e.Source.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var groups = kind.GroupBy(e => e.Message, StringComparer.Ordinal).Select(Group.Of).Order().ToList();
            foreach (var group in groups.Take(room))
            {
                yield return ConditionMessages.Bullet($"{Plural(kind.Key, group.Names.Length)} {Named(group.Names)}", group.Message);
            }

            foreach (var rest in groups.Skip(room).GroupBy(g => g.Priority).OrderBy(g => g.Key))
            {
                var count = rest.Sum(g => g.Names.Length);
                yield return $"And {count} {Plural(kind.Key, count)} {Rest(rest.Key)}";
            }

            room = Math.Max(0, room - groups.Count);
        }
    }

    private static string Named(ImmutableArray<string> names)
    {
        var more = names.Length > MaxNames ? $", ... ({names.Length - MaxNames} more)" : "";
        return $"{string.Join(", ", names.Take(MaxNames))}{more}";
    }

    private static string Rest(MergePriority priority) => priority switch
    {
        MergePriority.Issue => "with other issues",
        MergePriority.Unknown => "with status unknown",
        _ => "with additional info",
    };

    private static string Plural(string kind, int count) => count == 1 ? kind : $"{kind}s";

    private sealed record Entry(AggregateSource Source, string Message, MergePriority Priority);

    /// <summary>Objects of a kind that say the same.</summary>
    private sealed record Group(string Message, ImmutableArray<string> Names, bool GoesFirst, MergePriority Priority) : IComparable<Group>
    {
        public static Group Of(IEnumerable<Entry> entries)
        {
            var all = entries.ToList();
            var names = all.OrderByDescending(e => e.Source.GoesFirst).ThenBy(e => e.Source.Name, StringComparer.Ordinal).Select(e => e.Source.Name);
            return new Group(all[0].Message, [.. names], all.Exists(e => e.Source.GoesFirst), all.Min(e => e.Priority));
        }

        /// <summary>The control plane first, then what is worst, then what most say.</summary>
        public int CompareTo(Group? other)
        {
            var order = (!GoesFirst, Priority, -Names.Length).CompareTo((!other!.GoesFirst, other.Priority, -other.Names.Length));
            return order != 0 ? order : string.CompareOrdinal(string.Join(',', Names), string.Join(',', other.Names));
        }
    }
}
