using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Slipway.Re2;

/// <summary>
/// A regular expression in RE2's syntax, which is that of Go's regexp package and of CEL, matched in time linear in the text: patterns
/// come from users, who must not be able to stop the server with one that backtracks.
/// </summary>
public sealed class Re2Regex
{
    private const int MaxPatternLength = 10_000;

    // .NET refuses automata of 10,000 states and more, but only when it builds them.
    private const int SurelyFewStates = 5_000;

    // Linear is not fast: each letter may take each state half a microsecond, and .NET seldom looks at the clock.
    private const double MostSteps = 10_000_000;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    private readonly string _pattern;
    private readonly double _states;
    private readonly Lazy<Regex> _matcher;

    // Most patterns of a definition never meet a text, and building an automaton takes a millisecond.
    private Re2Regex(string pattern, Re2Syntax syntax, RegexOptions options)
    {
        (_pattern, _states) = (pattern, syntax.States);
        _matcher = new Lazy<Regex>(() => new Regex(syntax.Translated, options | RegexOptions.NonBacktracking, MaxTime));
    }

    /// <summary>What finds matches in a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="RegexMatchTimeoutException">Pattern and text are so large that it might take several seconds.</exception>
    public Regex MatcherOf(string text) => _states * text.Length <= MostSteps
        ? _matcher.Value
        : throw new RegexMatchTimeoutException(text, _pattern, MaxTime);

    /// <summary>Reads a pattern of which no groups are asked for.</summary>
    /// <param name="pattern">The pattern in RE2's syntax.</param>
    /// <param name="regex">The regular expression.</param>
    /// <param name="error">What is wrong with the pattern, in RE2's words.</param>
    public static bool TryParse(string pattern, [NotNullWhen(true)] out Re2Regex? regex, [NotNullWhen(false)] out string? error) =>
        TryParse(pattern, captures: false, out regex, out error);

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The pattern in RE2's syntax.</param>
    /// <param name="captures">Whether groups are captured; a test alone is quicker without.</param>
    /// <param name="regex">The regular expression.</param>
    /// <param name="error">What is wrong with the pattern, in RE2's words.</param>
    public static bool TryParse(
        string pattern, bool captures, [NotNullWhen(true)] out Re2Regex? regex, [NotNullWhen(false)] out string? error)
    {
        regex = null;
        if (pattern.Length > MaxPatternLength)
        {
            error = $"error parsing regexp: expression nests too deeply: `{pattern[..20]}...`";
            return false;
        }

        if (!Re2Syntax.TryRead(pattern, out var syntax, out error))
        {
            return false;
        }

        var options = RegexOptions.CultureInvariant | (captures ? RegexOptions.None : RegexOptions.ExplicitCapture);
        regex = new Re2Regex(pattern, syntax, options);
        try
        {
            // What the translation does not look at, such as names of Unicode's classes, .NET's own parser does.
            _ = syntax.States > SurelyFewStates ? regex._matcher.Value : new Regex(syntax.Translated, options, MaxTime);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            regex = null;
            error = $"error parsing regexp: {e.Message}";
            return false;
        }
    }

    /// <summary>Whether the pattern is found anywhere in the text.</summary>
    /// <exception cref="RegexMatchTimeoutException">Pattern and text are so large that it might take several seconds.</exception>
    public bool IsMatch(string text) => MatcherOf(text).IsMatch(text);
}
