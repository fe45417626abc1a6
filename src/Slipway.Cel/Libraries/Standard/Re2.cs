using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Slipway.Cel.Libraries.Standard;

/// <summary>Regular expressions with RE2's syntax and linear time.</summary>
internal static class Re2
{
    private const int MaxPatternLength = 10_000;

    // Linear is not fast: a pattern of many states takes seconds for a long text. Then the evaluation ends with an error.
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    public static bool TryParse(string pattern, [NotNullWhen(true)] out Regex? regex, [NotNullWhen(false)] out string? error) =>
        TryParse(pattern, captures: false, out regex, out error);

    public static bool TryParse(
        string pattern, bool captures, [NotNullWhen(true)] out Regex? regex, [NotNullWhen(false)] out string? error)
    {
        regex = null;
        if (pattern.Length > MaxPatternLength)
        {
            error = $"error parsing regexp: expression nests too deeply: `{pattern[..20]}...`";
            return false;
        }

        if (Re2Syntax.Translate(pattern, out var translated, out error) is false)
        {
            return false;
        }

        try
        {
            var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
            regex = new Regex(translated, captures ? options : options | RegexOptions.ExplicitCapture, MaxTime);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            error = $"error parsing regexp: {e.Message}";
            return false;
        }
    }
}
