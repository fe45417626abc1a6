namespace Slipway.Cel.Parsing;

/// <summary>Finds the end of string and bytes literals.</summary>
internal static class LiteralLexer
{
    /// <summary>
    /// Moves past a literal. Where there is the beginning of one but no end, <paramref name="begins"/> is true and the position is where it
    /// is spoiled.
    /// </summary>
    public static bool TryString(string text, ref int position, out bool isBytes, out bool begins)
    {
        var at = position;
        isBytes = At(text, at) is 'b' or 'B';
        at += isBytes ? 1 : 0;
        var isRaw = At(text, at) is 'r' or 'R';
        at += isRaw ? 1 : 0;
        var quote = At(text, at);
        begins = quote is '"' or '\'';
        if (!begins)
        {
            return false;
        }

        var isLong = At(text, at + 1) == quote && At(text, at + 2) == quote;
        at += isLong ? 3 : 1;
        var closed = Close(text, ref at, quote, isLong, isRaw);
        if (!closed && isLong)
        {
            // What opens no long literal is an empty short one.
            at = position + (isBytes ? 1 : 0) + (isRaw ? 1 : 0) + 2;
            closed = true;
        }

        position = at;
        return closed;
    }

    private static bool Close(string text, ref int at, char quote, bool isLong, bool isRaw)
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (c == quote && (!isLong || (At(text, at + 1) == quote && At(text, at + 2) == quote)))
            {
                at += isLong ? 3 : 1;
                return true;
            }

            if (!isLong && c is '\n' or '\r')
            {
                return false;
            }

            if (c == '\\' && !isRaw)
            {
                if (!SkipEscape(text, ref at))
                {
                    return false;
                }
            }
            else
            {
                at++;
            }
        }

        return false;
    }

    private static bool SkipEscape(string text, ref int at)
    {
        at++;
        var c = At(text, at);
        if (c != '\0' && "abfnrtv\"'\\?`".Contains(c, StringComparison.Ordinal))
        {
            at++;
            return true;
        }

        if (c is >= '0' and <= '3')
        {
            at++;
            return Skip(text, ref at, 2, static d => d is >= '0' and <= '7');
        }

        var digits = c switch { 'x' or 'X' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0)
        {
            return false;
        }

        at++;
        return Skip(text, ref at, digits, char.IsAsciiHexDigit);
    }

    private static bool Skip(string text, ref int at, int count, Func<char, bool> allowed)
    {
        for (var i = 0; i < count; i++, at++)
        {
            if (!allowed(At(text, at)))
            {
                return false;
            }
        }

        return true;
    }

    private static char At(string text, int at) => at < text.Length ? text[at] : '\0';
}
