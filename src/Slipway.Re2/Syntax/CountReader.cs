namespace Slipway.Re2.Syntax;

/// <summary>Reads counted repetitions.</summary>
internal static class CountReader
{
    /// <summary>Reads <c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c>; null where the brace means itself.</summary>
    /// <param name="text">The pattern from the brace on.</param>
    /// <param name="max">Numbers above it are told as one more.</param>
    public static RepeatCount? Read(ReadOnlySpan<char> text, int max)
    {
        var position = 1;
        if (Number(text, ref position, max) is not { } least)
        {
            return null;
        }

        int? most = least;
        if (position < text.Length && text[position] == ',')
        {
            position++;
            most = position < text.Length && text[position] == '}' ? null : Number(text, ref position, max);
            if (most is null && (position >= text.Length || text[position] != '}'))
            {
                return null;
            }
        }

        return position < text.Length && text[position] == '}' ? new RepeatCount(least, most, position + 1) : null;
    }

    private static int? Number(ReadOnlySpan<char> text, ref int position, int max)
    {
        var start = position;
        var value = 0;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            value = Math.Min((value * 10) + text[position++] - '0', max + 1);
        }

        var hasLeadingZero = position > start + 1 && text[start] == '0';
        return position == start || hasLeadingZero ? null : value;
    }
}
