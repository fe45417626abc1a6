using System.Text.Json.Nodes;

namespace Slipway.EndToEnd.Tests.UpstreamState;

/// <summary>Finds where two normalised states differ. Objects of the same role are compared in pairs.</summary>
internal static class StateComparer
{
    public static IReadOnlyList<StateDifference> Compare(IEnumerable<JsonObject> upstream, IEnumerable<JsonObject> ours)
    {
        var differences = new List<StateDifference>();
        var (left, right) = (BySubject(upstream), BySubject(ours));
        foreach (var subject in left.Keys.Union(right.Keys).Order(StringComparer.Ordinal))
        {
            var (expected, actual) = (left.GetValueOrDefault(subject, []), right.GetValueOrDefault(subject, []));
            if (expected.Count != actual.Count)
            {
                differences.Add(new(subject, "", $"{expected.Count} objects", $"{actual.Count} objects"));
                continue;
            }

            foreach (var (a, b) in expected.Zip(actual))
            {
                Compare(subject, "", a, b, differences);
            }
        }

        return [.. differences.Distinct()];
    }

    private static Dictionary<string, List<JsonObject>> BySubject(IEnumerable<JsonObject> objects) => objects
        .GroupBy(o => $"{(string?)o["kind"]} {(string?)o["metadata"]!["name"]}", StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.OrderBy(o => o.ToJsonString(), StringComparer.Ordinal).ToList(), StringComparer.Ordinal);

    private static void Compare(string subject, string path, JsonNode? upstream, JsonNode? ours, List<StateDifference> differences)
    {
        // Of a map that only one side has, each field is a difference of its own.
        switch (upstream ?? EmptyLike(ours), ours ?? EmptyLike(upstream))
        {
            case (JsonObject a, JsonObject b):
                foreach (var name in a.Select(f => f.Key).Union(b.Select(f => f.Key)).Order(StringComparer.Ordinal))
                {
                    Compare(subject, path.Length == 0 ? name : $"{path}.{name}", a[name], b[name], differences);
                }

                break;
            case (JsonArray a, JsonArray b) when IsTyped(a) && IsTyped(b):
                CompareTyped(subject, path, a, b, differences);
                break;
            case (JsonArray a, JsonArray b) when a.Count == b.Count:
                for (var i = 0; i < a.Count; i++)
                {
                    Compare(subject, $"{path}[{i}]", a[i], b[i], differences);
                }

                break;
            default:
                if (!JsonNode.DeepEquals(upstream, ours))
                {
                    differences.Add(new(subject, path, upstream?.ToJsonString() ?? "", ours?.ToJsonString() ?? ""));
                }

                break;
        }
    }

    private static JsonObject? EmptyLike(JsonNode? other) => other is JsonObject { Count: > 0 } ? [] : null;

    // Conditions: their order is what people see in kubectl describe, their contents are compared by type.
    private static void CompareTyped(string subject, string path, JsonArray upstream, JsonArray ours, List<StateDifference> differences)
    {
        var (expected, actual) = (Types(upstream), Types(ours));
        if (!expected.SequenceEqual(actual, StringComparer.Ordinal))
        {
            differences.Add(new(subject, path, string.Join(' ', expected), string.Join(' ', actual)));
        }

        foreach (var type in expected.Intersect(actual, StringComparer.Ordinal))
        {
            Compare(subject, $"{path}[{type}]", upstream[expected.IndexOf(type)], ours[actual.IndexOf(type)], differences);
        }
    }

    private static List<string> Types(JsonArray list) => [.. list.Select(i => (string)i!["type"]!)];

    private static bool IsTyped(JsonArray list) => list.Count > 0 && list.All(i => i is JsonObject item && item.ContainsKey("type"));
}
