using System.Text.Json.Nodes;
using Slipway.Kubernetes.Formats;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Conversion.Merging;

/// <summary>Tells whether a conversion lost something.</summary>
internal static class Loss
{
    /// <summary>Whether something of the object is not in its image. What the image has beside it counts for nothing.</summary>
    public static bool IsAny(JsonNode? original, JsonNode? image) => (original, image) switch
    {
        (_, null) => !IsEmpty(original),
        (null, _) => false,
        (JsonObject o, JsonObject i) => o.Any(p => !IsOtherVersion(p, o, i) && IsAny(p.Value, i[p.Key])),
        (JsonArray o, JsonArray i) => o.Count != i.Count || o.Zip(i).Any(pair => IsAny(pair.First, pair.Second)),
        _ => !JsonNode.DeepEquals(original, image) && !IsSameDuration(original, image),
    };

    // Where the hub allows nothing empty, it means the same as nothing.
    private static bool IsEmpty(JsonNode? node) => node switch
    {
        null => true,
        JsonObject obj => obj.All(p => IsEmpty(p.Value)),
        JsonArray list => list.Count == 0,
        _ => node.AsText() is "",
    };

    // 90s and 1m30s are the same in other words.
    private static bool IsSameDuration(JsonNode? original, JsonNode? image) =>
        GoDuration.TryParse(original.AsText(), out var one) && GoDuration.TryParse(image.AsText(), out var other) && one == other;

    // A reference to another version of the same kind refers to the same object.
    private static bool IsOtherVersion(KeyValuePair<string, JsonNode?> field, JsonObject original, JsonObject image) =>
        field.Key == "apiVersion" && original.ContainsKey("kind")
        && field.Value is JsonValue before && image["apiVersion"] is JsonValue after
        && Group(before) == Group(after);

    private static string Group(JsonValue apiVersion)
    {
        var text = apiVersion.ToString();
        return text[..Math.Max(text.IndexOf('/', StringComparison.Ordinal), 0)];
    }
}
