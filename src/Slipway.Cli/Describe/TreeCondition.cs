using System.Collections.Frozen;

namespace Slipway.Cli.Describe;

/// <summary>A condition as the tree shows it.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Status">True, False or Unknown.</param>
/// <param name="Reason">Why, in one word.</param>
/// <param name="Message">For a person; may have several lines.</param>
/// <param name="Since">When it became so.</param>
internal sealed record TreeCondition(string Type, string Status, string Reason, string Message, DateTimeOffset? Since)
{
    // Conditions whose False is good: their names say that something is going on.
    private static readonly FrozenSet<string> Negative = FrozenSet.Create(
        StringComparer.Ordinal, "RollingOut", "ScalingUp", "ScalingDown", "Remediating", "Deleting", "Paused", "Updating");

    /// <summary>Whether False is good.</summary>
    public bool IsNegative => Negative.Contains(Type);

    /// <summary>Whether it says that all is well.</summary>
    public bool IsGood => Status == (IsNegative ? "False" : "True");
}
