using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Standard;

/// <summary>Sums and differences of points and spans of time.</summary>
internal static class TimeArithmetic
{
    private static readonly CelError DurationOverflow = new("duration overflow");
    private static readonly CelError TimestampOverflow = new("timestamp overflow");

    public static CelValue Add(CelTimestamp time, CelDuration duration) => Timestamp(Nanos(time) + duration.Nanoseconds);

    public static CelValue Subtract(CelTimestamp time, CelDuration duration) => Timestamp(Nanos(time) - duration.Nanoseconds);

    public static CelValue Subtract(CelTimestamp a, CelTimestamp b) => Duration(Nanos(a) - Nanos(b));

    public static CelValue Add(CelDuration a, CelDuration b) => Duration((Int128)a.Nanoseconds + b.Nanoseconds);

    public static CelValue Subtract(CelDuration a, CelDuration b) => Duration((Int128)a.Nanoseconds - b.Nanoseconds);

    public static CelValue FromSeconds(long seconds) =>
        seconds is < CelTimestamp.MinSeconds or > CelTimestamp.MaxSeconds ? TimestampOverflow : new CelTimestamp(seconds, 0);

    private static Int128 Nanos(CelTimestamp time) => ((Int128)time.Seconds * CelTime.NanosPerSecond) + time.Nanos;

    private static CelValue Duration(Int128 nanos) =>
        nanos < long.MinValue || nanos > long.MaxValue ? DurationOverflow : new CelDuration((long)nanos);

    private static CelValue Timestamp(Int128 nanos)
    {
        var (seconds, rest) = Int128.DivRem(nanos, CelTime.NanosPerSecond);
        if (rest < 0)
        {
            seconds--;
            rest += CelTime.NanosPerSecond;
        }

        return seconds < CelTimestamp.MinSeconds || seconds > CelTimestamp.MaxSeconds
            ? TimestampOverflow
            : new CelTimestamp((long)seconds, (int)rest);
    }
}
