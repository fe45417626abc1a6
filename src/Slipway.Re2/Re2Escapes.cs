using System.Globalization;
using System.Text;

namespace Slipway.Re2;

/// <summary>Escapes of RE2: what stands after a backslash.</summary>
internal static class Re2Escapes
{
    // The Perl classes are of ASCII only.
    private const string Digit = "0-9";
    private const string NotDigit = @"\x00-/:-\uFFFF";
    private const string Space = @"\t\n\f\r ";
    private const string NotSpace = @"\x00-\x08\x0B\x0E-\x1F!-\uFFFF";
    private const string Word = "0-9A-Za-z_";
    private const string NotWord = @"\x00-/:-@\[-\^`\{-\uFFFF";

    /// <summary>Translates the escape at a position; answers what is wrong with it, or null.</summary>
    public static string? Translate(string pattern, ref int position, StringBuilder output, bool inClass)
    {
        if (position + 1 >= pattern.Length)
        {
            return "trailing backslash at end of expression: ``";
        }

        var c = pattern[position + 1];
        switch (c)
        {
            case 'd' or 'D' or 's' or 'S' or 'w' or 'W':
                output.Append(inClass ? PerlClass(c) : $"[{PerlClass(c)}]");
                position += 2;
                return null;
            case 'p' or 'P':
                return Property(pattern, ref position, output);
            case 'x':
                return Hex(pattern, ref position, output);
            case 'Q' when !inClass:
                Quote(pattern, ref position, output);
                return null;
            case 'a' or 'f' or 'n' or 'r' or 't' or 'v':
                output.Append('\\').Append(c);
                position += 2;
                return null;
            case 'A' or 'z' or 'b' or 'B' when !inClass:
                output.Append('\\').Append(c);
                position += 2;
                return null;
            case >= '0' and <= '7':
                return Octal(pattern, ref position, output);
            default:
                if (!char.IsAscii(c) || char.IsAsciiLetterOrDigit(c))
                {
                    return $"invalid escape sequence: `\\{c}`";
                }

                AppendLiteral(output, c);
                position += 2;
                return null;
        }
    }

    public static void AppendLiteral(StringBuilder output, int codePoint)
    {
        if (codePoint < 128 && (char.IsAsciiLetterOrDigit((char)codePoint) || codePoint is '_' or ' '))
        {
            output.Append((char)codePoint);
            return;
        }

        foreach (var unit in char.ConvertFromUtf32(codePoint))
        {
            output.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
        }
    }

    public static string PerlClass(char letter) => letter switch
    {
        'd' => Digit,
        'D' => NotDigit,
        's' => Space,
        'S' => NotSpace,
        'w' => Word,
        _ => NotWord,
    };

    private static void Quote(string pattern, ref int position, StringBuilder output)
    {
        var end = pattern.IndexOf(@"\E", position, StringComparison.Ordinal);
        foreach (var rune in pattern.AsSpan(position + 2, (end < 0 ? pattern.Length : end) - position - 2).EnumerateRunes())
        {
            AppendLiteral(output, rune.Value);
        }

        position = end < 0 ? pattern.Length : end + 2;
    }

    private static string? Octal(string pattern, ref int position, StringBuilder output)
    {
        // A digit from 1 to 7 with no other after it would be a back reference.
        var end = position + 1;
        var value = 0;
        while (end < pattern.Length && end < position + 4 && pattern[end] is >= '0' and <= '7')
        {
            value = (value * 8) + pattern[end++] - '0';
        }

        if (pattern[position + 1] != '0' && end == position + 2)
        {
            return $"invalid escape sequence: `{pattern[position..end]}`";
        }

        AppendLiteral(output, value);
        position = end;
        return null;
    }

    private static string? Hex(string pattern, ref int position, StringBuilder output)
    {
        var start = position + 2;
        var end = start + 2;
        if (start < pattern.Length && pattern[start] == '{')
        {
            start++;
            end = pattern.IndexOf('}', start);
        }

        if (end < start || end > pattern.Length
            || !int.TryParse(
                pattern.AsSpan(start, end - start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            || !Rune.IsValid(value))
        {
            return $"invalid escape sequence: `{pattern[position..Math.Min(pattern.Length, position + 2)]}`";
        }

        AppendLiteral(output, value);
        position = pattern[start - 1] == '{' ? end + 1 : end;
        return null;
    }

    private static string? Property(string pattern, ref int position, StringBuilder output)
    {
        var negative = pattern[position + 1] == 'P';
        var start = position + 2;
        var end = start + 1;
        if (start < pattern.Length && pattern[start] == '{')
        {
            start++;
            end = pattern.IndexOf('}', start);
        }

        if (end < start || end > pattern.Length)
        {
            return $"invalid character class range: `{pattern[position..]}`";
        }

        var name = pattern.AsSpan(start, end - start);
        if (name.StartsWith('^'))
        {
            negative = !negative;
            name = name[1..];
        }

        output.Append(negative ? @"\P{" : @"\p{").Append(name).Append('}');
        position = pattern[start - 1] == '{' ? end + 1 : end;
        return null;
    }
}
