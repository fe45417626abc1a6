using System.Buffers;
using System.Globalization;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Standard;

/// <summary>Reads points and spans of time.</summary>
internal static class TimeParser
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private static readonly (string Name, long Nanos)[] Units =
    [
        ("ns", 1), ("us", 1_000), ("\u00b5s", 1_000), ("\u03bcs", 1_000), ("ms", 1_000_000), ("s", CelTime.NanosPerSecond),
        ("m", 60L * CelTime.NanosPerSecond), ("h", 3600L * CelTime.NanosPerSecond),
    ];

    /// <summary>A span such as <c>1h30m</c> or <c>-1.5s</c>; null where it is none, or longer than 64 bits of nanoseconds.</summary>
    public static CelDuration? Duration(string text)
    {
        var rest = text.AsSpan();
        var negative = rest.StartsWith('-');
        rest = negative || rest.StartsWith('+') ? rest[1..] : rest;
        if (rest is "0")
        {
            return new CelDuration(0);
        }

        if (rest.IsEmpty)
        {
            return null;
        }

        Int128 total = 0;
        while (!rest.IsEmpty)
        {
            if (!TryPart(ref rest, out var part))
            {
                return null;
            }

            total += part;
            if (total > (Int128)long.MaxValue + 1)
            {
                return null;
            }
        }

        total = negative ? -total : total;
        return total > long.MaxValue ? null : new CelDuration((long)total);
    }

    /// <summary>A point as RFC 3339 writes it; null where it is none or out of range.</summary>
    public static CelTimestamp? Timestamp(string text)
    {
        var span = text.AsSpan();
        if (span.Length < 20
            || !DateTime.TryParseExact(
                span[..19],
                "yyyy-MM-ddTHH:mm:ss",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var whole))
        {
            return null;
        }

        span = span[19..];
        var nanos = 0;
        if (span[0] is '.' or ',')
        {
            var digits = span[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits < 1)
            {
                return null;
            }

            nanos = int.Parse(
                span.Slice(1, Math.Min(digits, 9)).ToString().PadRight(9, '0'), NumberStyles.None, CultureInfo.InvariantCulture);
            span = span[(digits + 1)..];
        }

        if (!TryOffset(span, out var offset))
        {
            return null;
        }

        var seconds = ((whole.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond) - offset;
        return seconds is < CelTimestamp.MinSeconds or > CelTimestamp.MaxSeconds ? null : new CelTimestamp(seconds, nanos);
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out int seconds)
    {
        seconds = 0;
        if (text is "Z")
        {
            return true;
        }

        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':'
            || !int.TryParse(text[1..3], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(text[4..], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || hours > 24 || minutes >= 60)
        {
            return false;
        }

        seconds = ((hours * 60) + minutes) * (text[0] == '-' ? -60 : 60);
        return true;
    }

    // A number and its unit.
    private static bool TryPart(ref ReadOnlySpan<char> rest, out Int128 nanos)
    {
        nanos = 0;
        var end = rest.IndexOfAnyExcept(Digits);
        if (end < 1)
        {
            return false;
        }

        var number = rest[..end];
        var unitEnd = rest[end..].IndexOfAny(Digits);
        var unit = unitEnd < 0 ? rest[end..] : rest.Slice(end, unitEnd);
        var scale = 0L;
        foreach (var (name, value) in Units)
        {
            scale = unit.SequenceEqual(name) ? value : scale;
        }

        var point = number.IndexOf('.');
        var whole = point < 0 ? number : number[..point];
        var fraction = point < 0 ? [] : number[(point + 1)..];
        if (scale == 0 || number is "." || fraction.Contains('.') || !TryWhole(whole, out var count))
        {
            return false;
        }

        nanos = ((Int128)count * scale) + Fraction(fraction, scale);
        rest = unitEnd < 0 ? [] : rest[(end + unitEnd)..];
        return true;
    }

    private static bool TryWhole(ReadOnlySpan<char> digits, out ulong value)
    {
        value = 0;
        return digits.IsEmpty || ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static long Fraction(ReadOnlySpan<char> digits, long scale)
    {
        // Digits beyond a nanosecond do not count.
        var value = 0L;
        var divisor = 1L;
        foreach (var digit in digits[..Math.Min(digits.Length, 17)])
        {
            value = (value * 10) + digit - '0';
            divisor *= 10;
        }

        return (long)((Int128)value * scale / divisor);
    }
}
