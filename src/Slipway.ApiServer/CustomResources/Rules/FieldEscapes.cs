using System.Text;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>
/// Names of fields as expressions write them: what the language does not take in a name, and the words it keeps for itself, are spelt out
/// (<c>__dash__</c>, <c>__namespace__</c>).
/// </summary>
internal static class FieldEscapes
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    };

    private static readonly (string Plain, string Name)[] Escapes = [("__", "underscores"), (".", "dot"), ("-", "dash"), ("/", "slash")];

    /// <summary>The name in an expression; null for a field that expressions cannot name.</summary>
    public static string? Escape(string field)
    {
        if (field.Length == 0 || char.IsAsciiDigit(field[0]))
        {
            return null;
        }

        if (Reserved.Contains(field))
        {
            return $"__{field}__";
        }

        var plain = true;
        for (var i = 0; i < field.Length; i++)
        {
            var c = field[i];
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-' or '/'))
            {
                return null;
            }

            plain &= c is not ('.' or '-' or '/') && !(c == '_' && i > 0 && field[i - 1] == '_');
        }

        if (plain)
        {
            return field;
        }

        var text = new StringBuilder(field.Length + 16);
        for (var i = 0; i < field.Length; i++)
        {
            var rest = field.AsSpan(i);
            var escape = Array.Find(Escapes, e => field.AsSpan(i).StartsWith(e.Plain));
            text.Append(escape.Name is null ? rest[..1] : $"__{escape.Name}__");
            i += escape.Name is null ? 0 : escape.Plain.Length - 1;
        }

        return text.ToString();
    }

    /// <summary>The field that an expression's name means; null for a name that none can have.</summary>
    public static string? Unescape(string name)
    {
        var start = name.IndexOf("__", StringComparison.Ordinal);
        if (start < 0)
        {
            return name;
        }

        var text = new StringBuilder(name.Length);
        var i = 0;
        while (i < name.Length)
        {
            var end = name.AsSpan(i).StartsWith("__") ? name.IndexOf("__", i + 2, StringComparison.Ordinal) : -1;
            if (end <= i + 2 || name.AsSpan(i + 2, end - i - 2).Contains('_'))
            {
                text.Append(name[i++]);
                continue;
            }

            var word = name[(i + 2)..end];
            if (Array.Find(Escapes, e => e.Name == word).Plain is { } plain)
            {
                text.Append(plain);
            }
            else if (Reserved.Contains(word) && end + 2 - i == name.Length)
            {
                text.Append(word);
            }
            else
            {
                return null;
            }

            i = end + 2;
        }

        return text.ToString();
    }

    /// <summary>Whether the language keeps the word for itself.</summary>
    public static bool IsReserved(string name) => Reserved.Contains(name);
}
