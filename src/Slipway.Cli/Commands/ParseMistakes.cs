using System.CommandLine;
using System.CommandLine.Parsing;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Commands;

/// <summary>Tells what is wrong with a command line, and what was probably meant.</summary>
internal static class ParseMistakes
{
    /// <summary>The mistakes, the likely cause first; empty when there are none.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;

        if (command.Subcommands.Count > 0 && command.Arguments.Count == 0 && parsed.UnmatchedTokens is [var word, ..] && !IsOption(word))
        {
            return [$"unknown command \"{word}\"{Hint(word, command.Subcommands.Select(c => c.Name))}"];
        }

        // A parser gives an unknown option to an argument that takes many words.
        var words = parsed.UnmatchedTokens.Concat(parsed.CommandResult.Tokens.Select(t => t.Value));
        if (words.FirstOrDefault(IsOption) is { } option)
        {
            return [$"unknown option \"{option}\"{Hint(option, OptionsOf(parsed.CommandResult).SelectMany(o => o.Aliases.Prepend(o.Name)))}"];
        }

        return [.. parsed.Errors.Select(e => e.Message.TrimEnd('.'))];
    }

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    private static string Hint(string word, IEnumerable<string> candidates) =>
        Suggestion.Of(word, candidates) is { } near ? $": did you mean {near}?" : "";

    private static IEnumerable<Option> OptionsOf(CommandResult result) =>
        result.Parent is CommandResult parent ? result.Command.Options.Concat(OptionsOf(parent).Where(o => o.Recursive)) : result.Command.Options;
}
