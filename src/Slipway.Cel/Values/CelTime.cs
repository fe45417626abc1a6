using System.Globalization;

namespace Slipway.Cel.Values;

/// <summary>Texts of points and spans of time.</summary>
internal static class CelTime
{
    public const int NanosPerSecond = 1_000_000_000;

    public static string Format(CelTimestamp time)
    {
        var whole = DateTimeOffset.FromUnixTimeSeconds(time.Seconds).UtcDateTime;
        var text = whole.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        return time.Nanos == 0 ? text + "Z" : $"{text}.{Fraction(time.Nanos)}Z";
    }

    /// <summary>Seconds as a double writes them: cel-go does so too, so that very long spans lose their last digits.</summary>
    public static string Format(CelDuration duration)
    {
        var (seconds, nanos) = Math.DivRem(duration.Nanoseconds, NanosPerSecond);
        return GoNumberFormat.Plain(seconds + (nanos / (double)NanosPerSecond)) + "s";
    }

    private static string Fraction(int nanos) => nanos.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
}
