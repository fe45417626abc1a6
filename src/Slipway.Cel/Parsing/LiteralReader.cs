using System.Globalization;
using System.Text;
using Slipway.Cel.Values;

namespace Slipway.Cel.Parsing;

/// <summary>Values of literals. Null where the literal has none; the message tells why.</summary>
internal static class LiteralReader
{
    private const string CannotUnescape = "unable to unescape string";
    private const string InvalidCodePoint = "invalid unicode code point";

    public static CelValue? Int(ReadOnlySpan<char> text, bool negative)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            if (!ulong.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex))
            {
                return null;
            }

            return negative
                ? hex <= 1UL << 63 ? CelInt.Of(unchecked(-(long)hex)) : null
                : hex <= long.MaxValue ? CelInt.Of((long)hex) : null;
        }

        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        return negative
            ? value <= 1UL << 63 ? CelInt.Of(unchecked(-(long)value)) : null
            : value <= long.MaxValue ? CelInt.Of((long)value) : null;
    }

    public static CelValue? UInt(ReadOnlySpan<char> text)
    {
        var digits = text[..^1];
        var isHex = digits.StartsWith("0x", StringComparison.Ordinal);
        return ulong.TryParse(
            isHex ? digits[2..] : digits,
            isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var value)
            ? CelUInt.Of(value)
            : null;
    }

    public static CelValue? Double(ReadOnlySpan<char> text, bool negative)
    {
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsInfinity(value) ? null : CelDouble.Of(negative ? -value : value);
    }

    public static CelValue? String(ReadOnlySpan<char> literal, out string? error)
    {
        var body = Body(literal, out var isRaw);
        if (isRaw || !body.Contains('\\'))
        {
            error = null;
            return new CelString(Normalize(body));
        }

        var text = new StringBuilder(body.Length);
        error = Unescape(Normalize(body), isBytes: false, (code, _) => text.Append(new Rune(code).ToString()));
        return error is null ? new CelString(text.ToString()) : null;
    }

    public static CelValue? Bytes(ReadOnlySpan<char> literal, out string? error)
    {
        var body = Normalize(Body(literal[1..], out var isRaw));
        if (isRaw || !body.Contains('\\', StringComparison.Ordinal))
        {
            error = null;
            return new CelBytes(Encoding.UTF8.GetBytes(body));
        }

        var bytes = new List<byte>(body.Length);
        error = Unescape(body, isBytes: true, (code, isByte) =>
        {
            if (isByte)
            {
                bytes.Add((byte)code);
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(new Rune(code).ToString()));
            }
        });
        return error is null ? new CelBytes(bytes.ToArray()) : null;
    }

    private static ReadOnlySpan<char> Body(ReadOnlySpan<char> literal, out bool isRaw)
    {
        isRaw = literal[0] is 'r' or 'R';
        var quoted = isRaw ? literal[1..] : literal;
        var isLong = quoted.Length >= 6 && quoted[1] == quoted[0] && quoted[2] == quoted[0];
        return isLong ? quoted[3..^3] : quoted[1..^1];
    }

    // All line ends are \n.
    private static string Normalize(ReadOnlySpan<char> text) =>
        text.Contains('\r')
            ? text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            : text.ToString();

    // The sink is told a code point, or a byte that stands for itself.
    private static string? Unescape(string text, bool isBytes, Action<int, bool> sink)
    {
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '\\')
            {
                _ = Rune.TryGetRuneAt(text, i, out var rune);
                sink(rune.Value == 0 && text[i] != '\0' ? Rune.ReplacementChar.Value : rune.Value, false);
                i += Math.Max(1, rune.Utf16SequenceLength);
                continue;
            }

            i++;
            if (Simple(text[i]) is { } simple)
            {
                sink(simple, false);
                i++;
            }
            else if (Numeric(text, ref i, isBytes, sink) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static string? Numeric(string text, ref int i, bool isBytes, Action<int, bool> sink)
    {
        var c = text[i];
        var (start, length, numberBase) = c switch
        {
            'x' or 'X' => (i + 1, 2, 16),
            'u' => (i + 1, 4, 16),
            'U' => (i + 1, 8, 16),
            _ => (i, 3, 8),
        };
        if (isBytes && length is 4 or 8)
        {
            return CannotUnescape;
        }

        var value = numberBase == 16
            ? long.Parse(text.AsSpan(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : ((text[start] - '0') * 64) + ((text[start + 1] - '0') * 8) + (text[start + 2] - '0');
        if (!isBytes && !(value <= int.MaxValue && Rune.IsValid((int)value)))
        {
            return InvalidCodePoint;
        }

        sink((int)value, isBytes);
        i = start + length;
        return null;
    }

    private static int? Simple(char c) => c switch
    {
        'a' => '\a',
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\v',
        '\\' or '\'' or '"' or '`' or '?' => c,
        _ => null,
    };
}
