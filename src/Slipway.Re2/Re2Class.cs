using System.Text;

namespace Slipway.Re2;

/// <summary>Character classes of RE2: <c>[^a-z[:digit:]]</c>.</summary>
internal static class Re2Class
{
    private static readonly Dictionary<string, string> Posix = new(StringComparer.Ordinal)
    {
        ["alnum"] = "0-9A-Za-z",
        ["alpha"] = "A-Za-z",
        ["ascii"] = @"\x00-\x7F",
        ["blank"] = @"\t ",
        ["cntrl"] = @"\x00-\x1F\x7F",
        ["digit"] = "0-9",
        ["graph"] = "!-~",
        ["lower"] = "a-z",
        ["print"] = " -~",
        ["punct"] = @"!-/:-@\[-`\{-~",
        ["space"] = @"\t\n\v\f\r ",
        ["upper"] = "A-Z",
        ["word"] = "0-9A-Za-z_",
        ["xdigit"] = "0-9A-Fa-f",
    };

    private static readonly Dictionary<string, string> NotPosix = new(StringComparer.Ordinal)
    {
        ["alnum"] = @"\x00-/:-@\[-`\{-\uFFFF",
        ["alpha"] = @"\x00-@\[-`\{-\uFFFF",
        ["ascii"] = @"\x80-\uFFFF",
        ["blank"] = @"\x00-\x08\x0A-\x1F!-\uFFFF",
        ["cntrl"] = @" -~\x80-\uFFFF",
        ["digit"] = @"\x00-/:-\uFFFF",
        ["graph"] = @"\x00- \x7F-\uFFFF",
        ["lower"] = @"\x00-`\{-\uFFFF",
        ["print"] = @"\x00-\x1F\x7F-\uFFFF",
        ["punct"] = @"\x00- 0-9A-Za-z\x7F-\uFFFF",
        ["space"] = @"\x00-\x08\x0E-\x1F!-\uFFFF",
        ["upper"] = @"\x00-@\[-\uFFFF",
        ["word"] = @"\x00-/:-@\[-\^`\{-\uFFFF",
        ["xdigit"] = @"\x00-/:-@G-`g-\uFFFF",
    };

    /// <summary>Translates the class at a position; answers what is wrong with it, or null.</summary>
    public static string? Translate(string pattern, ref int position, StringBuilder output)
    {
        var start = position++;
        output.Append('[');
        if (At(pattern, position) == '^')
        {
            output.Append('^');
            position++;
        }

        for (var isFirst = true; ; isFirst = false)
        {
            if (position >= pattern.Length)
            {
                return $"missing closing ]: `{pattern[start..]}`";
            }

            if (pattern[position] == ']' && !isFirst)
            {
                position++;
                output.Append(']');
                return null;
            }

            if (Item(pattern, ref position, output) is { } error)
            {
                return error;
            }
        }
    }

    private static string? Item(string pattern, ref int position, StringBuilder output)
    {
        var c = pattern[position];
        if (c == '[' && At(pattern, position + 1) == ':')
        {
            var end = pattern.IndexOf(":]", position + 2, StringComparison.Ordinal);
            if (end >= 0)
            {
                var name = pattern[(position + 2)..end];
                var found = name.StartsWith('^') ? NotPosix.GetValueOrDefault(name[1..]) : Posix.GetValueOrDefault(name);
                output.Append(found);
                var text = pattern[position..(end + 2)];
                position = end + 2;
                return found is null ? $"invalid character class range: `{text}`" : null;
            }
        }

        switch (c)
        {
            case '\\':
                return Re2Escapes.Translate(pattern, ref position, output, inClass: true);
            case '-':
                // Between two characters it makes a range; elsewhere it means itself.
                var isFirst = output[^1] == '[' || (output[^1] == '^' && output[^2] == '[');
                var isRange = !isFirst && At(pattern, position + 1) is not (']' or '\0');
                if (isRange && IsReversed(pattern, position))
                {
                    return $"invalid character class range: `{pattern[position - 1]}-{pattern[position + 1]}`";
                }

                output.Append(isRange ? "-" : @"\-");
                position++;
                return null;
            case '[' or ']' or '^':
                // Both would have a meaning of their own in .NET.
                output.Append('\\').Append(c);
                position++;
                return null;
            default:
                output.Append(c);
                position++;
                return null;
        }
    }

    // Between characters that stand for themselves.
    private static bool IsReversed(string pattern, int dash) =>
        pattern[dash + 1] is not ('\\' or '[') && pattern[dash - 2] != '\\' && pattern[dash - 1] is not (']' or '-') && pattern[dash + 1] < pattern[dash - 1];

    private static char At(string pattern, int position) => position < pattern.Length ? pattern[position] : '\0';
}
