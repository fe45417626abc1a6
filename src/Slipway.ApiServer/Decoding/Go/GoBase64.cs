namespace Slipway.ApiServer.Decoding.Go;

/// <summary>Base64 as Go reads it into bytes: padded, line ends left out.</summary>
internal static class GoBase64
{
    /// <returns>What is wrong, and where; null for good Base64.</returns>
    public static string? Error(string text)
    {
        var digits = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\r' or '\n')
            {
                continue;
            }

            if (c == '=')
            {
                return PaddingError(text, i, digits % 4);
            }

            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '/'))
            {
                return At(i);
            }

            digits++;
        }

        return digits % 4 == 0 ? null : At(text.Length - (digits % 4));
    }

    private static string? PaddingError(string text, int at, int digits)
    {
        if (digits < 2)
        {
            return At(at);
        }

        var rest = SkipLineEnds(text, at + 1);
        if (digits == 2)
        {
            if (rest == text.Length || text[rest] != '=')
            {
                return At(rest);
            }

            rest = SkipLineEnds(text, rest + 1);
        }

        return rest == text.Length ? null : At(rest);
    }

    private static int SkipLineEnds(string text, int from)
    {
        while (from < text.Length && text[from] is ('\r' or '\n'))
        {
            from++;
        }

        return from;
    }

    private static string At(int index) => $"illegal base64 data at input byte {index}";
}
