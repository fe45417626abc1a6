using System.Text.Json.Nodes;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>What a report wants changed in the status.</summary>
/// <param name="Patch">The merge patch of the status.</param>
/// <param name="IsNews">Whether somebody may act on it: a field changes, or one of the conditions that sum the object up becomes or ceases
/// to be True. Else it only tells people of progress.</param>
internal sealed record StatusChange(JsonObject Patch, bool IsNews)
{
    private const string Milestones = "initialization";

    // What others wait for; an object's other conditions say why these are as they are, or what its owner knows anyway.
    private static readonly HashSet<string> Verdicts = new(StringComparer.Ordinal) { "Ready", "Available", "Initialized" };

    // Of every kind: for people to read, or along with the conditions.
    private static readonly HashSet<string> NoNews = new(StringComparer.Ordinal)
    {
        "conditions", "deprecated", "observedGeneration", "phase", "lastUpdated", "versions",
    };

    public static StatusChange Of(JsonObject before, JsonObject after, JsonObject patch, StatusAudience audience) =>
        new(patch, AnyFieldCounts(before, patch, audience) || (!audience.IsLeaving && AnyVerdictTurns(before, after)));

    // What a first report says of an object that has not begun (no replicas, no machines) is what everybody took for granted.
    private static bool AnyFieldCounts(JsonObject before, JsonObject patch, StatusAudience audience) =>
        Fields(patch).Any(field => !NoNews.Contains(field) && !audience.Quiet.Contains(field)
            && (before.Count > 0 || field.StartsWith(Milestones, StringComparison.Ordinal)));

    // Milestones are told apart, other fields are taken whole.
    private static IEnumerable<string> Fields(JsonObject patch) => patch.SelectMany(field =>
        field is { Key: Milestones, Value: JsonObject milestones }
            ? milestones.Select(milestone => $"{field.Key}.{milestone.Key}")
            : [field.Key]);

    private static bool AnyVerdictTurns(JsonObject before, JsonObject after) => !True(before).SetEquals(True(after));

    private static HashSet<string> True(JsonObject status) =>
        (status["conditions"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(condition => condition["status"]?.ToString() == "True")
            .Select(condition => condition["type"]?.ToString() ?? "")
            .Where(Verdicts.Contains)
            .ToHashSet(StringComparer.Ordinal);
}
