namespace Slipway.Re2;

/// <summary>A group of a pattern that is being read, or the pattern itself.</summary>
/// <param name="isMultiline">Whether the flag m holds at its beginning.</param>
internal sealed class Re2Group(bool isMultiline)
{
    private double _last;

    /// <summary>Whether the flag m holds at the place that is being read.</summary>
    public bool IsMultiline { get; set; } = isMultiline;

    /// <summary>How many states have been read.</summary>
    public double States { get; private set; }

    /// <summary>Adds what a repetition behind it would repeat.</summary>
    public void Add(double states)
    {
        _last = states;
        States += states;
    }

    /// <summary>Repeats what was added last.</summary>
    public void Repeat(int times)
    {
        States += _last * (times - 1);
        _last *= times;
    }
}
