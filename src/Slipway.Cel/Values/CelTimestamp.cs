using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>A point in time from the year 1 to the year 9999, to the nanosecond.</summary>
public sealed class CelTimestamp : CelValue
{
    /// <summary>Seconds since 1970 of the earliest point, 0001-01-01T00:00:00Z.</summary>
    public const long MinSeconds = -62135596800;

    /// <summary>Seconds since 1970 of the latest point, 9999-12-31T23:59:59Z.</summary>
    public const long MaxSeconds = 253402300799;

    /// <summary>A point in time; the seconds are within the limits.</summary>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00Z, from <see cref="MinSeconds"/> to <see cref="MaxSeconds"/>.</param>
    /// <param name="nanos">Nanoseconds after that, below one second.</param>
    public CelTimestamp(long seconds, int nanos)
        : base(CelKind.Timestamp)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, MinSeconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, MaxSeconds);
        ArgumentOutOfRangeException.ThrowIfNegative(nanos);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(nanos, CelTime.NanosPerSecond);
        Seconds = seconds;
        Nanos = nanos;
    }

    /// <summary>Seconds since 1970-01-01T00:00:00Z.</summary>
    public long Seconds { get; }

    /// <summary>Nanoseconds after the second.</summary>
    public int Nanos { get; }

    /// <inheritdoc/>
    public override CelType Type => CelType.Timestamp;

    /// <summary>The value of a .NET time.</summary>
    public static CelTimestamp Of(DateTimeOffset time)
    {
        var seconds = time.ToUnixTimeSeconds();
        return new CelTimestamp(
            seconds, (int)((time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) - (seconds * TimeSpan.TicksPerSecond)) * 100);
    }

    /// <inheritdoc/>
    public override bool EqualTo(CelValue other) => other is CelTimestamp t && t.Seconds == Seconds && t.Nanos == Nanos;

    /// <inheritdoc/>
    public override int HashValue() => HashCode.Combine(Seconds, Nanos);

    /// <summary>RFC 3339 in UTC with as many fractional digits as needed.</summary>
    public override string ToString() => CelTime.Format(this);
}
