using CsCheck;

namespace Slipway.Kubeadm.Tests.Support;

/// <summary>Texts as a person may write them, of what has a meaning to somebody on the way: YAML, Jinja, systemd, a shell.</summary>
internal static class AnyText
{
    private static readonly string[] Pieces =
    [
        "a", "Z", "0", "7.5", "true", "null", "~", "2001-01-01", " ", "  ", "\t", "\n", "\n\n", "\r", "\r\n", "'", "''", "\"", "\\", "\\n", "$", "$$", "${a}",
        "${#a[@]}", "$(b)", "`c`", "#", " #", "{#", "#}", "%", "%i", "%}", "}}", "{", "}", "[", "]", ":", ": ", "-", "- ", "---", "?", "|", ">", "&", "*", "!",
        "@", ",", ";", "<", "=", "é", "日本", "😀", "\u0001", "\u001b", "\u007f", "\u0085", "\u009f", "\u00a0", "\u2028", "\u2029", "\ufeff", "\ufffe",
        "{{ .Name }}", "{{range .Items}}", "{{end}}", "{%", "{{",
    ];

    /// <summary>Any text but the empty one. None holds an expression of Jinja's, which is for Jinja to fill in.</summary>
    public static Gen<string> Gen { get; } = CsCheck.Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[1, 12].Select(string.Concat).Where(HasNoExpression);

    private static bool HasNoExpression(string text)
    {
        for (var at = text.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = text.IndexOf("{{", at + 1, StringComparison.Ordinal))
        {
            var rest = text[(at + 2)..].TrimStart('-', '+', ' ', '\n', '\t', '\r', '\u0085', '\u00a0', '\u2028', '\u2029');
            var isGo = rest.StartsWith("range .", StringComparison.Ordinal) || rest.StartsWith("end}}", StringComparison.Ordinal);
            if (!isGo && rest.Length > 0 && (char.IsAsciiLetterOrDigit(rest[0]) || rest[0] is '\'' or '"' or '[' or '('))
            {
                return false;
            }
        }

        return true;
    }
}
