using System.Globalization;
using System.Text;

namespace Slipway.Kubeadm.GoTemplates.Parsing;

/// <summary>The values of literals, as Go reads them. Null where Go would refuse.</summary>
internal static class Literals
{
    /// <summary>An integer as a long, whatever has a point or an exponent as a double.</summary>
    public static object? Number(string text)
    {
        var isHex = text.TrimStart('+', '-').StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (isHex || !text.AsSpan().ContainsAny(".eE"))
        {
            return Integer(text) is { } integer ? integer : null;
        }

        var digits = text.Replace("_", "", StringComparison.Ordinal);
        return UnderscoresAreFine(text, isPrefixed: false) && !text.EndsWith("e", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : null;
    }

    /// <summary>What stands between double quotes or backquotes, with its escapes resolved.</summary>
    public static string? Text(string quoted)
    {
        var body = quoted.AsSpan(1, quoted.Length - 2);
        if (quoted[0] == '`')
        {
            return body.ToString().Replace("\r", "", StringComparison.Ordinal);
        }

        var text = new StringBuilder();
        for (var at = 0; at < body.Length;)
        {
            if (Next(body, ref at, '"') is not { } next)
            {
                return null;
            }

            text.Append(next.IsByte ? ((char)next.Value).ToString() : GoText.OfRune(next.Value));
        }

        return text.ToString();
    }

    /// <summary>The number of a character between single quotes.</summary>
    public static long? Character(string quoted)
    {
        var body = quoted.AsSpan(1, quoted.Length - 2);
        var at = 0;
        return body.IsEmpty || Next(body, ref at, '\'') is not { } next || at != body.Length ? null : next.Value;
    }

    private static long? Integer(string text)
    {
        var isNegative = text[0] == '-';
        var rest = text.AsSpan(text[0] is '+' or '-' ? 1 : 0);
        var (radix, prefix) = rest switch
        {
            ['0', 'x' or 'X', ..] => (16, 2),
            ['0', 'o' or 'O', ..] => (8, 2),
            ['0', 'b' or 'B', ..] => (2, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        if (rest.Length == (prefix == 2 ? 2 : 0) || !UnderscoresAreFine(rest, prefix > 0))
        {
            return null;
        }

        UInt128 value = 0;
        foreach (var c in rest[prefix..])
        {
            if (c == '_')
            {
                continue;
            }

            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix || (value = (value * (UInt128)radix) + (UInt128)digit) > ulong.MaxValue)
            {
                return null;
            }
        }

        return isNegative
            ? value <= (UInt128)long.MaxValue + 1 ? (long)-(Int128)value : null
            : value <= (UInt128)long.MaxValue ? (long)value : null;
    }

    // An underscore stands between digits, or between a prefix and a digit.
    private static bool UnderscoresAreFine(ReadOnlySpan<char> text, bool isPrefixed)
    {
        if (!text.Contains('_'))
        {
            return true;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var before = i > 0 && (char.IsAsciiHexDigit(text[i - 1]) || (isPrefixed && i == 2));
            if (text[i] == '_' && !(before && i + 1 < text.Length && char.IsAsciiHexDigit(text[i + 1])))
            {
                return false;
            }
        }

        // Without a prefix of its own base, Go's base 0 takes underscores of octal and decimal numbers too.
        return true;
    }

    private static (long Value, bool IsByte)? Next(ReadOnlySpan<char> body, ref int at, char quote)
    {
        var c = body[at];
        if (c == quote || c == '\n')
        {
            return null;
        }

        if (c != '\\')
        {
            var (rune, length, isValid) = GoText.RuneAt(body[at..Math.Min(at + 4, body.Length)].ToString(), 0);
            at += length;
            return isValid ? (rune.Value, false) : (c, true);
        }

        at += 2;
        if (at > body.Length)
        {
            return null;
        }

        c = body[at - 1];
        return GoEscapes.CharacterOf(c) is { } known ? (known, false)
            : c == quote ? (c, false)
            : c switch
            {
                'x' => Digits(body, ref at, 2, 16, 255, isByte: true),
                'u' => Digits(body, ref at, 4, 16, 0x10FFFF, isByte: false),
                'U' => Digits(body, ref at, 8, 16, 0x10FFFF, isByte: false),
                >= '0' and <= '7' => Octal(body, ref at),
                _ => null,
            };
    }

    private static (long Value, bool IsByte)? Octal(ReadOnlySpan<char> body, ref int at)
    {
        at--;
        return Digits(body, ref at, 3, 8, 255, isByte: true);
    }

    private static (long Value, bool IsByte)? Digits(ReadOnlySpan<char> body, ref int at, int count, int radix, long most, bool isByte)
    {
        if (at + count > body.Length)
        {
            return null;
        }

        long value = 0;
        foreach (var c in body.Slice(at, count))
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
            {
                return null;
            }

            value = (value * radix) + digit;
        }

        at += count;
        return value > most || (!isByte && value is >= 0xD800 and < 0xE000) ? null : (value, isByte);
    }
}
