namespace Slipway.Api.Conditions;

/// <summary>How merged messages are put together: a list with bullets, what belongs to an entry indented below it.</summary>
internal static class ConditionMessages
{
    internal const string Empty = "No additional info provided";

    internal static string NotYetReported(string type) => $"Condition {type} not yet reported";

    internal static string Bullet(string subject, string message) =>
        message.Contains('\n', StringComparison.Ordinal) || message.StartsWith("* ", StringComparison.Ordinal)
            ? $"* {subject}:\n  {message.Replace("\n", "\n  ", StringComparison.Ordinal)}"
            : $"* {subject}: {(message.Length == 0 ? Empty : message)}";
}
