using System.Text.RegularExpressions;

namespace Slipway.Api.Conditions;

/// <summary>How merged messages are put together: a list with bullets, what belongs to an entry indented below it.</summary>
internal static partial class ConditionMessages
{
    [GeneratedRegex(@"\*\s", RegexOptions.CultureInvariant)]
    private static partial Regex Bulleted { get; }

    internal static string NotYetReported(string type) => $"Condition {type} not yet reported";

    /// <summary>An entry: a message of one line beside its subject, any other below it, as a list.</summary>
    internal static string Bullet(string subject, string message)
    {
        if (!message.Contains('\n', StringComparison.Ordinal) && !Bulleted.IsMatch(message))
        {
            return $"* {subject}: {message}";
        }

        // Where some lines are no list, they become one, with the others below them.
        var lines = message.Split('\n');
        var isList = Array.TrueForAll(lines, l => Bulleted.IsMatch(l));
        return $"* {subject}:\n{string.Join('\n', lines.Select(l => (isList ? "  " : Bulleted.IsMatch(l) ? "    " : "  * ") + l))}";
    }
}
