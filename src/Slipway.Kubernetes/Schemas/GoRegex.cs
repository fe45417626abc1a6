using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Kubernetes.Schemas;

/// <summary>
/// A pattern in the syntax of Go's regexp package (RE2), matched in linear time: a schema comes from a user, and must not
/// be able to stop the server with a pattern that backtracks.
/// </summary>
internal sealed class GoRegex
{
    // Linear is not fast: a pattern of many states takes seconds for a long text.
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    private readonly Regex? _regex;

    private GoRegex(Regex? regex, string? error) => (_regex, Error) = (regex, error);

    /// <summary>What is wrong with the pattern; null for a good one.</summary>
    public string? Error { get; }

    public static GoRegex Parse(string pattern)
    {
        try
        {
            var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
            return new GoRegex(new Regex(Translate(pattern), options, MaxTime), error: null);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return new GoRegex(regex: null, e.Message);
        }
    }

    /// <summary>
    /// Whether the pattern is found anywhere in the text; a pattern that cannot be compiled matches nothing, and none matches a text that
    /// takes it too long.
    /// </summary>
    public bool IsMatch(string text)
    {
        try
        {
            return _regex?.IsMatch(text) ?? false;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    // The two dialects agree but for these: Go's $ is the very end, its \d \w \s are ASCII, and it writes (?P<name>.
    private static string Translate(string pattern)
    {
        var result = new StringBuilder(pattern.Length + 8);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                result.Append(Escape(pattern[++i], inClass));
            }
            else if (c == '[' && !(inClass && i + 1 < pattern.Length && pattern[i + 1] == ':'))
            {
                // A bracket inside a class is itself in Go, and would begin a subtraction in .NET.
                result.Append(inClass ? "\\[" : "[");
                if (!inClass && pattern.AsSpan(i + 1) is ['^', ']', ..])
                {
                    result.Append("^\\]");
                    i += 2;
                }
                else if (!inClass && pattern.AsSpan(i + 1) is [']', ..])
                {
                    result.Append("\\]");
                    i++;
                }

                inClass = true;
            }
            else if (c == '[')
            {
                var end = pattern.IndexOf(":]", i, StringComparison.Ordinal);
                var name = end < 0 ? "" : pattern[(i + 2)..end];
                result.Append(NamedClass(name));
                i = end < 0 ? i : end + 1;
            }
            else if (c == ']' && inClass)
            {
                inClass = false;
                result.Append(c);
            }
            else if (c == '$' && !inClass)
            {
                result.Append("\\z");
            }
            else if (c == '(' && !inClass && pattern.AsSpan(i).StartsWith("(?P<"))
            {
                result.Append("(?<");
                i += 3;
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    private static string Escape(char c, bool inClass) => c switch
    {
        'd' => inClass ? "0-9" : "[0-9]",
        'w' => inClass ? "0-9A-Za-z_" : "[0-9A-Za-z_]",
        's' => inClass ? @"\t\n\f\r " : @"[\t\n\f\r ]",
        'D' when !inClass => "[^0-9]",
        'W' when !inClass => "[^0-9A-Za-z_]",
        'S' when !inClass => @"[^\t\n\f\r ]",
        _ => $"\\{c}",
    };

    private static string NamedClass(string name) => name switch
    {
        "alpha" => "A-Za-z",
        "alnum" => "0-9A-Za-z",
        "digit" => "0-9",
        "lower" => "a-z",
        "upper" => "A-Z",
        "space" => @"\t\n\v\f\r ",
        "word" => "0-9A-Za-z_",
        "xdigit" => "0-9A-Fa-f",
        "punct" => @"!-/:-@\[-`{-~",
        _ => @"\[:",
    };
}
