using System.Globalization;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Decoding.Go;

/// <summary>RFC 3339 as Go's <c>time.Parse</c> reads it.</summary>
internal static class GoTime
{
    private static readonly (string Part, int Digits, int Min, int Max, string Name)[] Parts =
    [
        ("2006", 4, 0, 9999, "year"), ("-", 0, 0, 0, ""), ("01", 2, 1, 12, "month"), ("-", 0, 0, 0, ""), ("02", 2, 1, 31, "day"),
        ("T", 0, 0, 0, ""), ("15", 2, 0, 23, "hour"), (":", 0, 0, 0, ""), ("04", 2, 0, 59, "minute"), (":", 0, 0, 0, ""),
        ("05", 2, 0, 59, "second"),
    ];

    /// <returns>Why the text is no time of the form; null when it is one.</returns>
    public static string? Error(string text, string form)
    {
        var rest = text.AsSpan();
        Span<int> numbers = stackalloc int[Parts.Length];
        for (var i = 0; i < Parts.Length; i++)
        {
            var (part, digits, min, max, name) = Parts[i];
            var length = digits == 0 ? 1 : digits;
            var fits = rest.Length >= length
                && (digits == 0 ? rest[0] == part[0] : rest[..digits].IndexOfAnyExceptInRange('0', '9') < 0);
            if (!fits)
            {
                return Cannot(text, form, rest, part);
            }

            numbers[i] = digits == 0 ? 0 : int.Parse(rest[..digits], CultureInfo.InvariantCulture);
            if (digits > 0 && (numbers[i] < min || numbers[i] > max))
            {
                return $"parsing time {GoText.Quote(text)}: {name} out of range";
            }

            rest = rest[length..];
        }

        return numbers[4] > DateTime.DaysInMonth(Math.Max(numbers[0], 1), numbers[2])
            ? $"parsing time {GoText.Quote(text)}: day out of range"
            : ErrorOfRest(text, form, rest);
    }

    private static string? ErrorOfRest(string text, string form, ReadOnlySpan<char> rest)
    {
        var hasFraction = rest.Length > 1 && rest[0] is ('.' or ',') && char.IsAsciiDigit(rest[1]);
        if (form.Contains(".000000", StringComparison.Ordinal))
        {
            if (rest.Length < 7 || rest[0] != '.' || rest[1..7].IndexOfAnyExceptInRange('0', '9') >= 0)
            {
                return Cannot(text, form, rest, ".000000");
            }

            rest = rest[7..];
        }
        else if (hasFraction)
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            rest = digits < 0 ? [] : rest[(digits + 1)..];
        }

        var zone = rest is ['Z', ..] ? 1
            : rest is ['+' or '-', _, _, ':', _, _, ..] && AreDigits(rest[1..3]) && AreDigits(rest[4..6]) ? 6
            : 0;
        if (zone == 0)
        {
            return Cannot(text, form, rest, "Z07:00");
        }

        return rest.Length == zone ? null : $"parsing time {GoText.Quote(text)}: extra text: {GoText.Quote(rest[zone..].ToString())}";
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static string Cannot(string text, string form, ReadOnlySpan<char> rest, string part) =>
        $"parsing time {GoText.Quote(text)} as {GoText.Quote(form)}: cannot parse {GoText.Quote(rest.ToString())} as {GoText.Quote(part)}";
}
