using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Admission.Checks;

/// <summary>
/// The part of Go's text templates that names are made of: text, and variables such as <c>{{ .cluster.name }}</c>. Mistakes are told in
/// the words of Go's template engine where it has the same ones.
/// </summary>
internal static partial class NameTemplate
{
    // Go's name for the template, which its errors begin with.
    private const string Name = "template name generator";
    private const int MaxNameLength = 63;
    private const int MaxBaseLength = 58;

    /// <summary>Fills a template in.</summary>
    public static bool TryRender(
        string template,
        IReadOnlyDictionary<string, string> variables,
        [NotNullWhen(true)] out string? name,
        [NotNullWhen(false)] out string? error)
    {
        var text = new StringBuilder();
        var at = 0;
        name = error = null;
        while (template.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open)
        {
            text.Append(template, at, open - at);
            var close = template.IndexOf("}}", open, StringComparison.Ordinal);
            var action = template[(open + 2)..(close < 0 ? template.Length : close)].Trim();
            if (close < 0 || !variables.TryGetValue(action, out var value))
            {
                error = ParsingError(action, close >= 0) is { } parsing
                    ? $"parsing template {GoText.Quote(template)}: template: {Name}:1: {parsing}"
                    : ActionError(template, action, open, variables);
                return false;
            }

            text.Append(value);
            at = close + 2;
        }

        text.Append(template, at, template.Length - at);

        // A longer name is cut, and made unique by its end.
        name = text.Length > MaxNameLength ? $"{text.ToString(0, MaxBaseLength)}abcde" : text.ToString();
        return true;
    }

    /// <summary>What is wrong with an action before its variables are looked at; null when that is nothing.</summary>
    private static string? ParsingError(string action, bool closed)
    {
        foreach (var word in action.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Function().IsMatch(word))
            {
                return $"function {GoText.Quote(word)} not defined";
            }

            if (word[0] is '-' or '+' && !(word.Length > 1 && char.IsAsciiDigit(word[1])))
            {
                return $"illegal number syntax: {GoText.Quote(word[..1])}";
            }
        }

        return !closed ? "unclosed action" : action.Length == 0 ? "missing value for command" : null;
    }

    private static string ActionError(string template, string action, int open, IReadOnlyDictionary<string, string> variables)
    {
        if (!Fields().IsMatch(action))
        {
            var known = string.Join(", ", variables.Keys.Order(StringComparer.Ordinal));
            return $"parsing template {GoText.Quote(template)}: only {known} can be used";
        }

        // The first part of the variable that is not known is told, and where its second part is, if it has one.
        var parts = action.Split('.')[1..];
        var begins = variables.Keys.Any(k => k.StartsWith($".{parts[0]}.", StringComparison.Ordinal));
        var missing = parts.Length > 1 && begins ? parts[1] : parts[0];
        var place = template.IndexOf(action, open, StringComparison.Ordinal) + (parts.Length == 1 ? 0 : action.IndexOf('.', 1));
        return $"rendering template: template: {Name}:1:{place}: executing {GoText.Quote(Name)} at <{action}>: "
            + $"map has no entry for key {GoText.Quote(missing)}";
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Function();

    [GeneratedRegex(@"^(\.[A-Za-z_][A-Za-z0-9_]*)+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Fields();
}
