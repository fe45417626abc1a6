using System.Diagnostics.CodeAnalysis;
using Slipway.Re2.Matching;
using Slipway.Re2.Syntax;

namespace Slipway.Re2;

/// <summary>
/// A regular expression in RE2's syntax, which is that of Go's regexp package and of CEL, matched in time linear in the text: patterns
/// come from users, who must not be able to stop the server with one that backtracks. Safe to use from several threads.
/// </summary>
public sealed class Re2Regex
{
    private const int MaxSteps = 10_000;

    private readonly string _pattern;

    private Automaton? _automaton;
    private Search? _search;

    private Re2Regex(string pattern, int groups) => (_pattern, Groups) = (pattern, groups);

    /// <summary>How many groups a match tells of, the whole match not counted.</summary>
    public int Groups { get; }

    // Most patterns of a definition never meet a text: that they are right was seen, and nothing is kept but the text until then.
    private Automaton Automaton =>
        _automaton ?? Interlocked.CompareExchange(ref _automaton, new Automaton(Program(captures: false)), null) ?? _automaton;

    private Search Search =>
        _search ?? Interlocked.CompareExchange(ref _search, new Search(Program(captures: Groups > 0), Groups), null) ?? _search;

    /// <summary>Reads a pattern of which no groups are asked for.</summary>
    /// <param name="pattern">The pattern in RE2's syntax.</param>
    /// <param name="regex">The regular expression.</param>
    /// <param name="error">What is wrong with the pattern, in RE2's words.</param>
    public static bool TryParse(string pattern, [NotNullWhen(true)] out Re2Regex? regex, [NotNullWhen(false)] out string? error) =>
        TryParse(pattern, captures: false, out regex, out error);

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The pattern in RE2's syntax.</param>
    /// <param name="captures">Whether groups are captured; finding alone is quicker without.</param>
    /// <param name="regex">The regular expression.</param>
    /// <param name="error">What is wrong with the pattern, in RE2's words.</param>
    public static bool TryParse(
        string pattern, bool captures, [NotNullWhen(true)] out Re2Regex? regex, [NotNullWhen(false)] out string? error)
    {
        try
        {
            var reader = new PatternReader(pattern, MaxSteps);
            reader.Read();
            regex = new Re2Regex(pattern, captures ? reader.Groups : 0);
            error = null;
            return true;
        }
        catch (PatternException e)
        {
            regex = null;
            error = e.Message;
            return false;
        }
    }

    /// <summary>Whether the pattern is found anywhere in the text.</summary>
    /// <exception cref="Re2LimitException">Pattern and text are so large that it would take too long.</exception>
    public bool IsMatch(string text) => Automaton.IsMatch(text);

    /// <summary>The first place where the pattern is found; null when there is none.</summary>
    /// <exception cref="Re2LimitException">Pattern and text are so large that it would take too long.</exception>
    public Re2Match? Find(string text) => Search.Find(text, 0, new StepBudget());

    /// <summary>
    /// All places where the pattern is found, none within another. A match of nothing right behind another match counts for nothing.
    /// </summary>
    /// <exception cref="Re2LimitException">Pattern and text are so large that it would take too long.</exception>
    public IEnumerable<Re2Match> FindAll(string text)
    {
        var budget = new StepBudget();
        var (position, end) = (0, -1);
        while (position <= text.Length && Search.Find(text, position, budget) is { } match)
        {
            if (match.Length > 0 || match.Index != end)
            {
                yield return match;
            }

            end = match.Index + match.Length;
            position = end > position ? end : position + LengthAt(text, position);
        }
    }

    private MatchProgram Program(bool captures) => ProgramBuilder.Build(new PatternReader(_pattern, MaxSteps).Read(), captures);

    private static int LengthAt(string text, int position) => position + 1 < text.Length && char.IsSurrogatePair(text, position) ? 2 : 1;
}
