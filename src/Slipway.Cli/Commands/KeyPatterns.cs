using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace Slipway.Cli.Commands;

/// <summary>Options that name keys of labels or annotations by regular expressions.</summary>
internal static class KeyPatterns
{
    /// <param name="name">The option.</param>
    /// <param name="what">What keys they are, for the help.</param>
    public static Option<ImmutableArray<Regex>> Create(string name, string what) => new(name)
    {
        Description = $"Give Nodes also the {what} of their Machines whose keys match one of these regular expressions, separated by commas.",
        HelpName = "REGEX,...",
        DefaultValueFactory = static _ => [],
        CustomParser = result => Parse(name, result),
    };

    /// <summary>The option's value that says the same.</summary>
    public static string Format(ImmutableArray<Regex> patterns) => string.Join(',', patterns);

    private static ImmutableArray<Regex> Parse(string name, ArgumentResult result)
    {
        var patterns = ImmutableArray.CreateBuilder<Regex>();
        foreach (var text in result.Tokens[0].Value.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                // Keys are anybody's text: matching one must take no longer than reading it.
                patterns.Add(new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException)
            {
                result.AddError($"{name}: '{text}' is no regular expression: {e.Message}");
            }
        }

        return patterns.ToImmutable();
    }
}
