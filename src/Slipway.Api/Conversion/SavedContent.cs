using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;

namespace Slipway.Api.Conversion;

/// <summary>An object's content in another version, kept in an annotation: all of it but its metadata.</summary>
internal static class SavedContent
{
    /// <summary>
    /// Where objects in older versions keep the hub's content. The name and the form are upstream's, so that either reads the other's.
    /// </summary>
    public const string HubAnnotation = "cluster.x-k8s.io/conversion-data";

    private static readonly JsonDocumentOptions Strict = KubeJson.DocumentOptions with { AllowDuplicateProperties = false };

    /// <summary>Where an object in the hub's version keeps what an older version said and it cannot.</summary>
    public static string OlderAnnotation(string version) => $"conversion.cluster.x-k8s.io/{version}-data";

    /// <summary>Takes the metadata off an object.</summary>
    public static JsonObject? TakeMetadata(JsonObject obj)
    {
        var metadata = obj["metadata"] as JsonObject;
        obj.Remove("metadata");
        return metadata;
    }

    /// <summary>Puts the metadata where they stand in an object: after its version and kind.</summary>
    public static JsonObject WithMetadata(JsonObject content, JsonObject? metadata)
    {
        if (metadata is not null)
        {
            content.Insert(Math.Min(2, content.Count), "metadata", metadata);
        }

        return content;
    }

    /// <summary>Takes the annotation off the metadata.</summary>
    /// <returns>What it held; null where it held no content of that version.</returns>
    public static JsonObject? Take(JsonObject? metadata, string annotation, string apiVersion)
    {
        if (metadata?["annotations"] is not JsonObject annotations || annotations[annotation] is not { } value)
        {
            return null;
        }

        annotations.Remove(annotation);
        if (annotations.Count == 0)
        {
            metadata.Remove("annotations");
        }

        // What upstream wrote may not name its version.
        return Read(value) is { } saved && (saved["apiVersion"] is null || saved["apiVersion"].AsText() == apiVersion) ? saved : null;
    }

    /// <summary>Writes content into an annotation.</summary>
    /// <returns>The metadata with the annotation.</returns>
    public static JsonObject Keep(JsonObject? metadata, string annotation, JsonObject content)
    {
        metadata ??= [];
        if (metadata["annotations"] is not JsonObject annotations)
        {
            metadata["annotations"] = annotations = [];
        }

        TakeMetadata(content);
        annotations[annotation] = content.ToJsonString();
        return metadata;
    }

    // Somebody may have cut or changed the annotation: then nothing was saved. A null says nothing either.
    private static JsonObject? Read(JsonNode value)
    {
        try
        {
            var saved = value.AsText() is { } text ? JsonNode.Parse(text, documentOptions: Strict) : null;
            ReadTexts(saved);
            (saved as JsonObject)?.Remove("metadata");
            return MergePatch.Apply(target: null, saved) as JsonObject;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // An escape that is half of a character is not refused before its text is read.
    private static void ReadTexts(JsonNode? node)
    {
        foreach (var inner in node switch { JsonObject obj => obj.Select(p => p.Value), JsonArray list => list, _ => [] })
        {
            ReadTexts(inner);
        }

        node.AsText();
    }
}
