using Slipway.Re2.Characters;

namespace Slipway.Re2.Syntax;

/// <summary>Reads what begins with a backslash.</summary>
internal static class EscapeReader
{
    private const string InvalidEscape = "invalid escape sequence";
    private const string InvalidRange = "invalid character class range";

    /// <summary>A set such as <c>\d</c> or <c>\p{Greek}</c>; null, and nothing read, where there is none.</summary>
    public static ClassItem? ReadSet(PatternCursor cursor, PatternFlags flags)
    {
        if (cursor.Peek() != '\\')
        {
            return null;
        }

        if (cursor.Peek(1) is 'p' or 'P')
        {
            return ReadProperty(cursor, flags);
        }

        if (NamedClasses.Perl(cursor.Peek(1)) is not { } set)
        {
            return null;
        }

        cursor.Position += 2;
        return set with { FoldsCase = flags.FoldsCase };
    }

    /// <summary>The character that an escape stands for.</summary>
    public static int ReadCharacter(PatternCursor cursor)
    {
        var start = cursor.Position++;
        if (cursor.IsAtEnd)
        {
            throw new PatternException("trailing backslash at end of expression", "");
        }

        var c = cursor.Next();
        var octal = c == '0' || (c is >= '1' and <= '7' && cursor.Peek() is >= '0' and <= '7');
        return octal ? ReadOctal(cursor, c) : c switch
        {
            'x' => ReadHexadecimal(cursor) ?? throw cursor.Error(InvalidEscape, start),
            'a' => '\a',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            < 128 when !char.IsAsciiLetterOrDigit((char)c) => c,
            _ => throw cursor.Error(InvalidEscape, start),
        };
    }

    private static int ReadOctal(PatternCursor cursor, int first)
    {
        var value = first - '0';
        for (var i = 1; i < 3 && cursor.Peek() is >= '0' and <= '7'; i++)
        {
            value = (value * 8) + cursor.Next() - '0';
        }

        return value;
    }

    private static int? ReadHexadecimal(PatternCursor cursor)
    {
        if (cursor.IsAtEnd)
        {
            return null;
        }

        var first = cursor.Next();
        if (first != '{')
        {
            return cursor.IsAtEnd ? null : (Digit(first) * 16) + Digit(cursor.Next());
        }

        for (var (value, digits) = (0, 0); !cursor.IsAtEnd; digits++)
        {
            var c = cursor.Next();
            if (c == '}')
            {
                return digits == 0 ? null : value;
            }

            if (Digit(c) is not { } digit || (value = (value * 16) + digit) > NamedClasses.LastCharacter)
            {
                return null;
            }
        }

        return null;
    }

    private static int? Digit(int c) => c < 128 && char.IsAsciiHexDigit((char)c) ? Convert.ToInt32(((char)c).ToString(), 16) : null;

    private static ClassItem ReadProperty(PatternCursor cursor, PatternFlags flags)
    {
        var start = cursor.Position;
        var isNegated = cursor.Peek(1) == 'P';
        cursor.Position += 2;
        ReadOnlySpan<char> name;
        if (cursor.Peek() == '{')
        {
            var length = cursor.Rest.IndexOf('}');
            name = length < 0 ? throw new PatternException(InvalidRange, cursor.Pattern[start..]) : cursor.Rest[1..length];
            cursor.Position += length + 1;
        }
        else
        {
            cursor.Next();
            name = cursor.Since(start + 2);
        }

        if (name.StartsWith('^'))
        {
            isNegated = !isNegated;
            name = name[1..];
        }

        var set = UnicodeClasses.Find(name.ToString()) ?? throw cursor.Error(InvalidRange, start);
        return set with { IsNegated = isNegated, FoldsCase = flags.FoldsCase };
    }
}
