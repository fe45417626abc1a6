using System.Text;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Extensions;

/// <summary>Functions that make other strings of strings.</summary>
internal static class StringTransforms
{
    public static CelString LowerAscii(string text) => new(string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = source[i] is >= 'A' and <= 'Z' ? (char)(source[i] | 0x20) : source[i];
        }
    }));

    public static CelString UpperAscii(string text) => new(string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = source[i] is >= 'a' and <= 'z' ? (char)(source[i] & ~0x20) : source[i];
        }
    }));

    /// <summary>A negative count replaces all; an empty old string is found before each code point and at the end.</summary>
    public static CelValue Replace(ReadOnlySpan<CelValue> arguments)
    {
        var (text, old, replacement) = (arguments.Text(0), arguments.Text(1), arguments.Text(2));
        var count = arguments.Length > 3 ? arguments.Int(3) : -1;
        if (count == 0)
        {
            return arguments[0];
        }

        if ((long)replacement.Length * (text.Length + 1) > CelLimits.MaxLength && replacement.Length > old.Length)
        {
            return CelLimits.TextTooLong;
        }

        if (count < 0 && old.Length > 0)
        {
            return new CelString(text.Replace(old, replacement, StringComparison.Ordinal));
        }

        var result = new StringBuilder(text.Length);
        var position = 0;
        for (; count != 0 && TryFind(text, old, position, out var found); count--)
        {
            result.Append(text, position, found - position).Append(replacement);
            position = found + old.Length;
            if (old.Length == 0)
            {
                if (position == text.Length)
                {
                    return new CelString(result.ToString());
                }

                var step = Step(text, position);
                result.Append(text, position, step);
                position += step;
            }
        }

        return new CelString(result.Append(text, position, text.Length - position).ToString());
    }

    /// <summary>At most so many parts; a negative count is no limit. An empty separator splits into code points.</summary>
    public static CelValue Split(ReadOnlySpan<CelValue> arguments)
    {
        var (text, separator) = (arguments.Text(0), arguments.Text(1));
        var count = arguments.Length > 2 ? arguments.Int(2) : -1;
        if (count == 0 || (separator.Length == 0 && text.Length == 0))
        {
            return CelList.Empty;
        }

        var parts = new List<CelValue>();
        var position = 0;
        while (parts.Count + 1 != count)
        {
            var end = separator.Length == 0
                ? position + Step(text, position)
                : text.IndexOf(separator, position, StringComparison.Ordinal);
            if (end < 0 || (separator.Length == 0 && end >= text.Length))
            {
                break;
            }

            parts.Add(new CelString(text[position..end]));
            position = end + separator.Length;
        }

        parts.Add(new CelString(text[position..]));
        return CelList.Of([.. parts]);
    }

    public static CelValue Join(ReadOnlySpan<CelValue> arguments)
    {
        var list = arguments.List(0);
        var separator = arguments.Length > 1 ? arguments.Text(1) : "";
        var result = new StringBuilder();
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not CelString text)
            {
                return new CelError($"join: invalid input: {list[i]}");
            }

            if (result.Length + (long)text.Value.Length + separator.Length > CelLimits.MaxLength)
            {
                return CelLimits.TextTooLong;
            }

            result.Append(i == 0 ? "" : separator).Append(text.Value);
        }

        return new CelString(result.ToString());
    }

    /// <summary>The string as a literal.</summary>
    public static string Quote(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\a' => result.Append("\\a"),
                '\b' => result.Append("\\b"),
                '\f' => result.Append("\\f"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                '\v' => result.Append("\\v"),
                '\\' => result.Append("\\\\"),
                '"' => result.Append("\\\""),
                _ => result.Append(rune.ToString()),
            };
        }

        return result.Append('"').ToString();
    }

    private static bool TryFind(string text, string part, int from, out int found)
    {
        found = text.IndexOf(part, from, StringComparison.Ordinal);
        return found >= 0;
    }

    private static int Step(string text, int position) => position + 1 < text.Length && char.IsSurrogatePair(text, position) ? 2 : 1;
}
