using System.Collections.Immutable;
using Slipway.Api.Shared;

namespace Slipway.Api.Conditions;

/// <summary>What a summary takes into account.</summary>
public sealed record SummaryOptions
{
    /// <summary>The types that count, in the order in which messages name them.</summary>
    public required ImmutableArray<string> Types { get; init; }

    /// <summary>Those of <see cref="Types"/> for which False is good.</summary>
    public ImmutableArray<string> NegativePolarity { get; init; } = [];

    /// <summary>Those of <see cref="Types"/> that do not count while nobody has set them; others count as unknown.</summary>
    public ImmutableArray<string> IgnoredIfMissing { get; init; } = [];

    /// <summary>The reasons of the result. The default is <see cref="MergeReasons.Ready"/>.</summary>
    public MergeReasons Reasons { get; init; } = MergeReasons.Ready;

    /// <summary>Judges a condition otherwise than by status and polarity; null from it for the usual judgement.</summary>
    public Func<Condition, MergePriority?>? Priority { get; init; }
}
