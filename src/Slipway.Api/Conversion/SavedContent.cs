using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Api.Conversion.Merging;

namespace Slipway.Api.Conversion;

/// <summary>An object's content in another version, kept in an annotation: all of it but its metadata.</summary>
internal static class SavedContent
{
    /// <summary>Where objects in older versions keep the hub's content. The name and the form are upstream's, so that either reads the other's.</summary>
    public const string HubAnnotation = "cluster.x-k8s.io/conversion-data";

    /// <summary>Where an object in the hub's version keeps what an older version said and it cannot.</summary>
    public static string OlderAnnotation(string version) => $"conversion.cluster.x-k8s.io/{version}-data";

    /// <summary>The object without its metadata and version.</summary>
    public static JsonObject Of(JsonObject obj) =>
        new(obj.Where(p => p.Key is not ("metadata" or "apiVersion")).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));

    /// <summary>A copy of the object without the annotation, and what that held; null where it held no object.</summary>
    public static JsonObject Without(JsonObject obj, string annotation, out JsonObject? saved)
    {
        var copy = (JsonObject)obj.DeepClone();
        saved = null;
        if (copy["metadata"]?["annotations"] is not JsonObject annotations || annotations[annotation] is not JsonValue value)
        {
            return copy;
        }

        annotations.Remove(annotation);
        if (annotations.Count == 0)
        {
            ((JsonObject)copy["metadata"]!).Remove("annotations");
        }

        saved = Read(value);
        return copy;
    }

    /// <summary>Writes the content of the other object into the annotation of the first.</summary>
    public static JsonObject Keep(JsonObject obj, string annotation, JsonObject content)
    {
        var kept = (JsonObject)content.DeepClone();
        kept.Remove("metadata");
        if (obj["metadata"] is not JsonObject metadata)
        {
            obj["metadata"] = metadata = [];
        }

        if (metadata["annotations"] is not JsonObject annotations)
        {
            metadata["annotations"] = annotations = [];
        }

        annotations[annotation] = kept.ToJsonString();
        return obj;
    }

    /// <summary>What was saved, with what has changed between the two views of it; the metadata are those of the second.</summary>
    public static JsonObject Merge(JsonObject saved, JsonObject given, JsonObject now)
    {
        var merged = ThreeWayMerge.Apply(saved, Of(given), Of(now));
        if (now["metadata"] is { } metadata)
        {
            merged["metadata"] = metadata.DeepClone();
        }

        return merged;
    }

    // Somebody may have cut or changed the annotation: then nothing was saved.
    private static JsonObject? Read(JsonValue value)
    {
        try
        {
            return value.TryGetValue<string>(out var text) ? JsonNode.Parse(text) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
