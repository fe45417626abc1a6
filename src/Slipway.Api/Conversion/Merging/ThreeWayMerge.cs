using System.Text.Json.Nodes;

namespace Slipway.Api.Conversion.Merging;

/// <summary>
/// Brings a change into an object that holds more than its reader could see: what was saved, with what changed between the view that was
/// given of it and the view that came back.
/// </summary>
internal static class ThreeWayMerge
{
    /// <summary>The saved object, changed. The arguments are not.</summary>
    /// <param name="saved">All that is known.</param>
    /// <param name="given">The part of it that can be said in the other version.</param>
    /// <param name="now">That part as it is to be.</param>
    public static JsonObject Apply(JsonObject saved, JsonObject given, JsonObject now) => Objects(saved, given, now);

    private static JsonNode? Values(JsonNode? saved, JsonNode? given, JsonNode? now)
    {
        if (JsonNode.DeepEquals(given, now))
        {
            return saved?.DeepClone();
        }

        return (saved, given, now) switch
        {
            (JsonObject s, JsonObject g, JsonObject n) => Objects(s, g, n),
            (JsonArray s, JsonArray g, JsonArray n) => Lists(s, g, n),
            _ => now?.DeepClone(),
        };
    }

    private static JsonObject Objects(JsonObject saved, JsonObject given, JsonObject now)
    {
        var merged = new JsonObject();
        foreach (var name in saved.Select(p => p.Key).Union(now.Select(p => p.Key), StringComparer.Ordinal))
        {
            if (Values(saved[name], given[name], now[name]) is { } value)
            {
                merged[name] = value;
            }
        }

        return merged;
    }

    // Each item is the one that it was before, or the one of the same name; another is new.
    private static JsonArray Lists(JsonArray saved, JsonArray given, JsonArray now)
    {
        if (saved.Count != given.Count)
        {
            return (JsonArray)now.DeepClone();
        }

        var before = ListItems.Of(given);
        var after = ListItems.Of(now);
        var merged = new JsonArray();
        for (var i = 0; i < now.Count; i++)
        {
            merged.Add(before.Find(after, i) is >= 0 and var at ? Values(saved[at], given[at], now[i]) : now[i]?.DeepClone());
        }

        return merged;
    }
}
