using System.Numerics;

namespace Slipway.Kubeadm.GoTemplates.Formatting;

/// <summary>Whole numbers by a verb.</summary>
internal static class GoInteger
{
    private const string Digits = "0123456789abcdef";

    /// <summary>Formats a number; null when the verb is none for numbers.</summary>
    public static string? Format(long value, char verb, Directive directive) => verb switch
    {
        'd' or 'v' => Based(value, 10, "", directive),
        'b' => Based(value, 2, directive.Sharp ? "0b" : "", directive),
        'o' => Based(value, 8, directive.Sharp ? "0" : "", directive),
        'O' => Based(value, 8, "0o", directive),
        'x' => Based(value, 16, directive.Sharp ? "0x" : "", directive),
        'X' => Based(value, 16, directive.Sharp ? "0X" : "", directive).ToUpperInvariant(),
        'c' => directive.Pad(GoText.OfRune(value)),
        'q' => directive.Pad(GoQuote.Character(value, directive.Plus)),
        'U' => (directive with { Zero = false }).Pad(Unicode(value, directive)),
        _ => null,
    };

    private static string Based(long value, int radix, string prefix, Directive directive)
    {
        if (directive.Precision == 0 && value == 0)
        {
            return new string(' ', directive.Width ?? 0);
        }

        var sign = value < 0 ? "-" : directive.Plus ? "+" : directive.Space ? " " : "";
        var least = directive.Precision
            ?? (directive is { Zero: true, Minus: false, Width: { } width } ? width - sign.Length : 0);
        var digits = Plain(value < 0 ? -(BigInteger)value : value, radix).PadLeft(Math.Max(least, 0), '0');
        if (prefix == "0" && digits[0] == '0')
        {
            prefix = "";
        }

        return (directive with { Zero = false }).Pad(sign + prefix + digits);
    }

    private static string Plain(BigInteger value, int radix)
    {
        Span<char> digits = stackalloc char[64];
        var at = digits.Length;
        do
        {
            digits[--at] = Digits[(int)(value % radix)];
            value /= radix;
        }
        while (!value.IsZero);
        return digits[at..].ToString();
    }

    private static string Unicode(long value, Directive directive)
    {
        var digits = Plain((ulong)value, 16).ToUpperInvariant().PadLeft(Math.Max(directive.Precision ?? 4, 4), '0');
        var isShown = directive.Sharp && value is >= 0 and <= 0x10FFFF && System.Text.Rune.IsValid((int)value)
            && GoText.IsPrint(new System.Text.Rune((int)value));
        return $"U+{digits}{(isShown ? $" '{GoText.OfRune(value)}'" : "")}";
    }
}
