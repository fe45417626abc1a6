using System.Collections.Immutable;

namespace Slipway.Re2;

/// <summary>Where a pattern was found.</summary>
public sealed class Re2Match
{
    private readonly ImmutableArray<int> _places;

    internal Re2Match(ImmutableArray<int> places) => _places = places;

    /// <summary>Where the match begins, in UTF-16 units.</summary>
    public int Index => _places[0];

    /// <summary>How long the match is, in UTF-16 units.</summary>
    public int Length => _places[1] - _places[0];

    /// <summary>The part of the text that a group has matched; null when the group took no part.</summary>
    /// <param name="group">The group's number; 0 is the whole match.</param>
    public Range? Group(int group) => _places[2 * group] < 0 ? null : _places[2 * group].._places[(2 * group) + 1];
}
