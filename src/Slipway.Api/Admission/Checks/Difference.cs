using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Admission.Checks;

/// <summary>What differs between two JSON values, for a person: the path of each difference with what was there and what is.</summary>
internal static class Difference
{
    private const int MaxShown = 10;

    /// <summary>The first differences; empty for equal values.</summary>
    public static string Between(JsonNode? old, JsonNode? now)
    {
        var found = new List<string>();
        Collect("", old, now, found);
        return string.Join(", ", found.Take(MaxShown)) + (found.Count > MaxShown ? ", ..." : "");
    }

    private static void Collect(string path, JsonNode? old, JsonNode? now, List<string> found)
    {
        if (old is JsonObject before && now is JsonObject after)
        {
            var names = before.Select(f => f.Key).Union(after.Select(f => f.Key), StringComparer.Ordinal);
            foreach (var name in names.Order(StringComparer.Ordinal))
            {
                Collect(path.Length == 0 ? name : $"{path}.{name}", before[name], after[name], found);
            }
        }
        else if (!JsonNode.DeepEquals(old, now))
        {
            found.Add($"-{path}: {Text(old)} +{path}: {Text(now)}");
        }
    }

    private static string Text(JsonNode? value) => value is null ? "unset" : GoText.Plain(value);
}
