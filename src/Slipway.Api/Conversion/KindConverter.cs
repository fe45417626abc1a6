using System.Text.Json.Nodes;
using Slipway.Api.Conversion.Merging;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Conversion;

/// <summary>
/// Converts the objects of a kind between its versions. Nothing is lost on the way: what a version cannot say is kept in an annotation
/// of the object in that version, and what changed there is brought into what was kept on the way back.
/// </summary>
/// <param name="versions">The kind's versions.</param>
/// <param name="schemas">The schemas of the versions: what they do not know is left out.</param>
internal sealed class KindConverter(KindVersions versions, IReadOnlyDictionary<string, Schema> schemas)
{
    /// <summary>The object in the hub's version.</summary>
    /// <param name="older">The object in the older version that the context names. It is not changed.</param>
    /// <param name="context">What else is known.</param>
    /// <exception cref="ConversionException">A field's value means nothing.</exception>
    public JsonObject ToHub(JsonObject older, ConversionContext context)
    {
        var content = SavedContent.Without(older, SavedContent.HubAnnotation, out var saved);
        var hub = Newer(content, context);
        if (saved is not null && IsOf(saved, versions.Hub))
        {
            hub = SavedContent.Merge(saved, Newer(Older(saved, context), context), hub);
        }

        return Loss.IsAny(SavedContent.Of(content), SavedContent.Of(Older(hub, context)))
            ? SavedContent.Keep(hub, SavedContent.OlderAnnotation(context.Older), content)
            : hub;
    }

    /// <summary>The object in the older version that the context names.</summary>
    /// <param name="hub">The object in the hub's version. It is not changed.</param>
    /// <param name="context">What else is known.</param>
    /// <exception cref="ConversionException">A field's value means nothing.</exception>
    public JsonObject FromHub(JsonObject hub, ConversionContext context)
    {
        var content = SavedContent.Without(hub, SavedContent.OlderAnnotation(context.Older), out var saved);
        var older = Older(content, context);
        if (saved is not null && IsOf(saved, context.Older))
        {
            older = SavedContent.Merge(saved, Older(Newer(saved, context), context), older);
        }

        return JsonNode.DeepEquals(SavedContent.Of(content), SavedContent.Of(Newer(older, context)))
            ? older
            : SavedContent.Keep(older, SavedContent.HubAnnotation, content);
    }

    private bool IsOf(JsonObject saved, string version) =>
        saved["apiVersion"] is null || (string?)saved["apiVersion"] == $"{versions.Kind.Group}/{version}";

    private JsonObject Newer(JsonObject older, ConversionContext context)
    {
        var obj = (JsonObject)older.DeepClone();
        foreach (var step in versions.WayTo(context.Older).Reverse())
        {
            step.Changes.ToNewer(obj, context);
        }

        return SchemaEmpties.Drop(As(obj, versions.Hub), schemas[versions.Hub]);
    }

    private JsonObject Older(JsonObject hub, ConversionContext context)
    {
        var obj = (JsonObject)hub.DeepClone();
        foreach (var step in versions.WayTo(context.Older))
        {
            step.Changes.ToOlder(obj, context);
        }

        return As(obj, context.Older);
    }

    private JsonObject As(JsonObject obj, string version)
    {
        obj["apiVersion"] = $"{versions.Kind.Group}/{version}";
        SchemaPruner.Prune(obj, schemas[version]);
        return obj;
    }
}
