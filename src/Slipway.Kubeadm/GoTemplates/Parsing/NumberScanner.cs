namespace Slipway.Kubeadm.GoTemplates.Parsing;

/// <summary>Finds where a number ends.</summary>
internal static class NumberScanner
{
    /// <summary>Moves past a number.</summary>
    /// <exception cref="GoTemplateException">There is none, or one of a sort that is not known.</exception>
    public static TokenKind Scan(SourceText source, ref int at)
    {
        var (text, start) = (source.Text, at);
        at += text[at] is '+' or '-' ? 1 : 0;
        var digits = "0123456789_";
        if (Accept(text, ref at, "0"))
        {
            digits = Accept(text, ref at, "xX") ? "0123456789abcdefABCDEF_"
                : Accept(text, ref at, "oO") ? "01234567_"
                : Accept(text, ref at, "bB") ? "01_"
                : digits;
        }

        AcceptRun(text, ref at, digits);
        if (Accept(text, ref at, "."))
        {
            AcceptRun(text, ref at, digits);
        }

        if (digits.Length == 11 && Accept(text, ref at, "eE"))
        {
            Accept(text, ref at, "+-");
            AcceptRun(text, ref at, "0123456789_");
        }

        if (at < text.Length && text[at] is 'i' or 'p' or 'P')
        {
            throw source.Error(start, "complex numbers and hexadecimal fractions are not known here");
        }

        return at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '+' or '-' or >= '\x80')
            ? throw source.Error(start, "not a number; one such as 3, -3, 3.5, 1e3 or 0x1F was expected")
            : TokenKind.Number;
    }

    private static bool Accept(string text, ref int at, string any)
    {
        var found = at < text.Length && any.Contains(text[at]);
        at += found ? 1 : 0;
        return found;
    }

    private static void AcceptRun(string text, ref int at, string any)
    {
        while (Accept(text, ref at, any))
        {
        }
    }
}
