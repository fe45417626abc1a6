using System.Text.Json.Nodes;
using Slipway.Api.Conversion.Changes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Conversion;

/// <summary>
/// A field of the hub's version that an older version has as a label only. While an object is converted, the label stands in its content.
/// </summary>
/// <param name="Older">The oldest version, the only one that lacks the field.</param>
/// <param name="Label">The label.</param>
internal sealed record LabelledField(string Older, string Label)
{
    // Upstream's, so that either reads the other's: on an object in the older version, "false" when the label is there for the field alone.
    private const string WasSet = "conversion.cluster.x-k8s.io/cluster-name-label-set";

    // On such an object, the value of the label that the field's value took the place of.
    private const string Replaced = "conversion.cluster.x-k8s.io/cluster-name-label";

    /// <summary>Where the label stands in the content.</summary>
    public FieldPlace Place { get; } = new(["metadata", "labels", Label]);

    /// <summary>Puts the label of an object in the older version into its content, and brings its metadata to what they are in the hub's.</summary>
    public void Read(JsonObject content, JsonObject? metadata)
    {
        if (metadata is null)
        {
            return;
        }

        var wasSet = Take(metadata, "annotations", WasSet) != "false";
        var replaced = Take(metadata, "annotations", Replaced);
        if (Take(metadata, "labels", Label) is not { } value)
        {
            return;
        }

        Place.Put(content, value);
        if (wasSet)
        {
            Set(metadata, "labels", Label, replaced ?? value);
        }
    }

    /// <summary>Takes the label out of the content of an object in the older version and sets it in its metadata.</summary>
    /// <returns>The metadata with the label.</returns>
    public JsonObject? Write(JsonObject content, JsonObject? metadata)
    {
        if (Place.Take(content).AsText() is not { } value || Map(metadata, "labels")?[Label].AsText() is var before && before == value)
        {
            return metadata;
        }

        metadata ??= [];
        Set(metadata, "annotations", before is null ? WasSet : Replaced, before ?? "false");
        Set(metadata, "labels", Label, value);
        return metadata;
    }

    private static JsonObject? Map(JsonObject? metadata, string name) => metadata?[name] as JsonObject;

    private static void Set(JsonObject metadata, string map, string key, string value)
    {
        if (Map(metadata, map) is not { } found)
        {
            metadata[map] = found = [];
        }

        found[key] = value;
    }

    private static string? Take(JsonObject metadata, string map, string key) => new FieldPlace([map, key]).Take(metadata).AsText();
}
