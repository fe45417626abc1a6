using System.Globalization;
using System.Text;

namespace Slipway.Kubeadm.GoTemplates.Formatting;

/// <summary>Texts in quotes, and as hexadecimal digits.</summary>
internal static class GoQuote
{
    /// <summary>A text as Go's source would have it.</summary>
    public static string Format(string text, Directive directive)
    {
        if (directive.Sharp && CanBackquote(text))
        {
            return directive.Pad($"`{text}`");
        }

        var quoted = new StringBuilder("\"");
        for (var i = 0; i < text.Length;)
        {
            var (rune, length, isValid) = GoText.RuneAt(text, i);
            quoted.Append(isValid
                ? Escape(rune, '"', directive.Plus)
                : string.Create(CultureInfo.InvariantCulture, $"\\x{(int)text[i]:x2}"));
            i += length;
        }

        return directive.Pad(quoted.Append('"').ToString());
    }

    /// <summary>A character as Go's source would have it.</summary>
    public static string Character(long value, bool isAscii)
    {
        var rune = value is >= 0 and <= 0x10FFFF && Rune.IsValid((int)value) ? new Rune((int)value) : Rune.ReplacementChar;
        return $"'{Escape(rune, '\'', isAscii)}'";
    }

    /// <summary>The bytes of a text.</summary>
    public static string Hex(string text, char verb, Directive directive)
    {
        var bytes = text[..Math.Min(text.Length, directive.Precision ?? text.Length)]
            .Select(c => ((int)c).ToString(verb == 'X' ? "X2" : "x2", CultureInfo.InvariantCulture)).ToList();
        var prefix = directive.Sharp && bytes.Count > 0 ? "0" + verb : "";
        var joined = directive.Space ? string.Join(" " + prefix, bytes) : string.Concat(bytes);
        return directive.Pad(prefix + joined);
    }

    private static string Escape(Rune rune, char quote, bool isAscii)
    {
        if (rune.Value == quote)
        {
            return "\\" + quote;
        }

        if (GoEscapes.LetterOf(rune.Value) is { } letter)
        {
            return "\\" + letter;
        }

        return GoText.IsPrint(rune) && (!isAscii || rune.Value < 128) ? GoText.OfRune(rune.Value)
            : rune.Value is < ' ' or 0x7F ? string.Create(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}")
            : rune.Value < 0x10000 ? string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}")
            : string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
    }

    private static bool CanBackquote(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var (rune, length, isValid) = GoText.RuneAt(text, i);
            if (!isValid || rune.Value is 0xFEFF or '`' or 0x7F || (rune.Value < ' ' && rune.Value != '\t'))
            {
                return false;
            }

            i += length;
        }

        return true;
    }
}
