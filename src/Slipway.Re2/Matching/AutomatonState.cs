namespace Slipway.Re2.Matching;

/// <summary>Where a program may be between two characters, and where each character leads from there, as far as that was needed.</summary>
/// <param name="steps">The steps that are to be followed, in ascending order.</param>
/// <param name="before">What stands before, as <see cref="Letters.Plain"/> tells it.</param>
/// <param name="letters">How many characters are told apart.</param>
internal sealed class AutomatonState(int[] steps, int before, int letters) : IEquatable<AutomatonState>
{
    private readonly AutomatonState?[] _next = new AutomatonState?[letters];

    /// <summary>The steps that are to be followed.</summary>
    public ReadOnlySpan<int> Steps => steps;

    /// <summary>What stands before.</summary>
    public int Before => before;

    /// <summary>What it costs to keep, in words of memory.</summary>
    public int Weight => steps.Length + letters + 16;

    /// <summary>Where a letter leads; null when that is not known yet.</summary>
    public AutomatonState? this[int letter]
    {
        get => _next[letter];
        set => _next[letter] = value;
    }

    public bool Equals(AutomatonState? other) => other is not null && other.Before == before && other.Steps.SequenceEqual(steps);

    public override bool Equals(object? obj) => Equals(obj as AutomatonState);

    public override int GetHashCode()
    {
        var hash = before;
        foreach (var step in steps)
        {
            hash = unchecked((hash * 31) + step);
        }

        return hash;
    }
}
