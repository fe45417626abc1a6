using System.Globalization;
using System.Text;

namespace Slipway.Kubeadm.GoTemplates.Functions;

/// <summary>html, js and urlquery.</summary>
internal static class Escaping
{
    /// <summary>What HTML reads as the given text.</summary>
    public static string Html(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => escaped.Append("&#34;"),
                '\'' => escaped.Append("&#39;"),
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '\0' => escaped.Append(GoText.OfRune(Rune.ReplacementChar.Value)),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>What a string of JavaScript reads as the given text.</summary>
    public static string JavaScript(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c >= '\x80')
            {
                var (rune, length, _) = GoText.RuneAt(text, i);
                escaped.Append(GoText.IsPrint(rune)
                    ? text.Substring(i, length)
                    : string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"));
                i += length - 1;
                continue;
            }

            _ = c switch
            {
                '\\' => escaped.Append(@"\\"),
                '\'' => escaped.Append(@"\'"),
                '"' => escaped.Append("\\\""),
                '<' or '>' or '&' or '=' or < ' ' => escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>What a query of a URL reads as the given text.</summary>
    public static string UrlQuery(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                ' ' => escaped.Append('+'),
                '-' or '_' or '.' or '~' => escaped.Append(c),
                _ when char.IsAsciiLetterOrDigit(c) => escaped.Append(c),
                _ => escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}"),
            };
        }

        return escaped.ToString();
    }
}
