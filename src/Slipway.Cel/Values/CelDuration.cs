using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>A span of time in nanoseconds, about 292 years at most either way.</summary>
/// <param name="nanoseconds">Length in nanoseconds.</param>
public sealed class CelDuration(long nanoseconds) : CelValue(CelKind.Duration)
{
    /// <summary>Length in nanoseconds.</summary>
    public long Nanoseconds { get; } = nanoseconds;

    /// <inheritdoc/>
    public override CelType Type => CelType.Duration;

    /// <inheritdoc/>
    public override bool EqualTo(CelValue other) => other is CelDuration d && d.Nanoseconds == Nanoseconds;

    /// <inheritdoc/>
    public override int HashValue() => Nanoseconds.GetHashCode();

    /// <summary>Seconds with as many fractional digits as needed: <c>1.5s</c>.</summary>
    public override string ToString() => CelTime.Format(this);
}
