using System.Buffers;
using System.Globalization;

namespace Slipway.Kubernetes.Schemas;

/// <summary>Durations as the schema format <c>duration</c> takes them: Go's (<c>1h30m</c>), or with units in words (<c>2 weeks</c>).</summary>
public static class SchemaDuration
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly (string Unit, double Nanoseconds)[] GoUnits =
        [("ns", 1), ("us", 1e3), ("µs", 1e3), ("μs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3600e9)];

    // The last name of each may be longer: seconds for sec.
    private static readonly (string[] Names, long Nanoseconds)[] WordUnits =
    [
        (["ns", "nano"], 1), (["us", "µs", "micro"], 1_000), (["ms", "milli"], 1_000_000), (["s", "sec"], 1_000_000_000),
        (["m", "min"], 60_000_000_000), (["h", "hr", "hour"], 3_600_000_000_000), (["d", "day"], 86_400_000_000_000),
        (["w", "wk", "week"], 604_800_000_000_000),
    ];

    /// <summary>Reads a duration; false when the text is none.</summary>
    public static bool TryParse(string text, out long nanoseconds) => TryParseGo(text, out nanoseconds) || TryParseWords(text, out nanoseconds);

    /// <summary>Reads a duration in Go's notation, such as <c>1h30m</c>; false when the text is none.</summary>
    public static bool TryParseGo(string text, out long nanoseconds)
    {
        nanoseconds = 0;
        var negative = text.StartsWith('-');
        var rest = text.AsSpan(negative || text.StartsWith('+') ? 1 : 0);
        if (rest is "0")
        {
            return true;
        }

        var total = 0.0;
        if (rest.IsEmpty)
        {
            return false;
        }

        while (!rest.IsEmpty)
        {
            var length = rest.IndexOfAnyExcept(NumberCharacters);
            if (length <= 0 || !double.TryParse(rest[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            rest = rest[length..];
            var end = rest.IndexOfAny(NumberCharacters);
            var unit = (end < 0 ? rest : rest[..end]).ToString();
            if (Array.Find(GoUnits, u => u.Unit == unit) is not { Nanoseconds: > 0 } known)
            {
                return false;
            }

            total += number * known.Nanoseconds;
            rest = rest[unit.Length..];
        }

        nanoseconds = (long)(negative ? -total : total);
        return total < long.MaxValue;
    }

    private static bool TryParseWords(string text, out long nanoseconds)
    {
        nanoseconds = 0;
        var found = false;
        var i = 0;
        while (i < text.Length)
        {
            var digits = i;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
            {
                i++;
            }

            var number = text.AsSpan(digits, i - digits);
            while (!number.IsEmpty && i < text.Length && char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            var word = i;
            while (i < text.Length && (char.IsAsciiLetter(text[i]) || text[i] == 'µ'))
            {
                i++;
            }

            if (number.IsEmpty || i == word)
            {
                i = Math.Max(i, digits + 1);
            }
            else if (!int.TryParse(number, CultureInfo.InvariantCulture, out var factor))
            {
                return false;
            }
            else if (UnitOf(text[word..i].ToLowerInvariant()) is { } unit)
            {
                nanoseconds = unchecked(nanoseconds + (factor * unit));
                found = true;
            }
        }

        return found;
    }

    private static long? UnitOf(string word)
    {
        foreach (var (names, nanoseconds) in WordUnits)
        {
            if (names.Contains(word) || word.StartsWith(names[^1], StringComparison.Ordinal))
            {
                return nanoseconds;
            }
        }

        return null;
    }
}
