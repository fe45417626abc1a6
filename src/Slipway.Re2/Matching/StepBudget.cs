namespace Slipway.Re2.Matching;

/// <summary>
/// What one match may cost. The time is linear in text and program, but their product may be large; and since steps are counted, not
/// seconds, the same match is refused everywhere or nowhere.
/// </summary>
internal sealed class StepBudget
{
    /// <summary>The most steps of a program that are followed for one match; each takes some nanoseconds.</summary>
    public const long Most = 20_000_000;

    /// <summary>How many steps have been followed.</summary>
    public long Used { get; private set; }

    /// <summary>Notes that steps have been followed.</summary>
    /// <exception cref="Re2LimitException">They are too many.</exception>
    public void Use(long steps)
    {
        Used += steps;
        if (Used > Most)
        {
            throw new Re2LimitException();
        }
    }
}
