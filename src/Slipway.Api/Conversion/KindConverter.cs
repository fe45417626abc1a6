using System.Text.Json.Nodes;
using Slipway.Api.Conversion.Merging;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Conversion;

/// <summary>
/// Converts the objects of a kind between its versions. Nothing is lost on the way: what a version cannot say is kept in an annotation
/// of the object in that version, and what changed there is brought into what was kept on the way back.
/// </summary>
/// <param name="versions">The kind's versions.</param>
/// <param name="schemas">The schemas of the versions by <c>apiVersion</c>: what they do not know is left out.</param>
internal sealed class KindConverter(KindVersions versions, IReadOnlyDictionary<string, Schema> schemas)
{
    /// <summary>The object in the hub's version.</summary>
    /// <param name="older">The object in the older version that the context names. It is not changed.</param>
    /// <param name="context">What else is known.</param>
    /// <exception cref="ConversionException">A field's value means nothing.</exception>
    public JsonObject ToHub(JsonObject older, ConversionContext context)
    {
        var content = (JsonObject)older.DeepClone();
        var metadata = SavedContent.TakeMetadata(content);
        LabelIn(context.Older)?.Read(content, metadata);
        var saved = Saved(metadata, SavedContent.HubAnnotation, versions.Hub);
        var hub = Restored(saved, o => Newer(Older(o, context), context), Newer(content, context), versions.Hub);

        return SavedContent.WithMetadata(hub, Loss.IsAny(content, Older(hub, context))
            ? SavedContent.Keep(metadata, SavedContent.OlderAnnotation(context.Older), content)
            : metadata);
    }

    /// <summary>The object in the older version that the context names.</summary>
    /// <param name="hub">The object in the hub's version. It is not changed.</param>
    /// <param name="context">What else is known.</param>
    /// <exception cref="ConversionException">A field's value means nothing.</exception>
    public JsonObject FromHub(JsonObject hub, ConversionContext context)
    {
        var content = (JsonObject)hub.DeepClone();
        var metadata = SavedContent.TakeMetadata(content);
        var saved = Saved(metadata, SavedContent.OlderAnnotation(context.Older), context.Older);
        var older = Restored(saved, o => Older(Newer(o, context), context), Older(content, context), context.Older);

        metadata = JsonNode.DeepEquals(content, Newer(older, context))
            ? metadata
            : SavedContent.Keep(metadata, SavedContent.HubAnnotation, content);
        return SavedContent.WithMetadata(older, LabelIn(context.Older) is { } label ? label.Write(older, metadata) : metadata);
    }

    private LabelledField? LabelIn(string version) => versions.Label is { } label && label.Older == version ? label : null;

    // Anybody may have changed the annotation: what is no object of the kind was not saved.
    private JsonObject? Saved(JsonObject? metadata, string annotation, string version)
    {
        if (SavedContent.Take(metadata, annotation, ApiVersion(version)) is not { } saved)
        {
            return null;
        }

        Pruned(saved, version);
        return SchemaValidator.Validate(saved, schemas[ApiVersion(version)]).Any(e => e.Type == FieldErrorType.TypeInvalid) ? null : saved;
    }

    // What was saved, with what has changed since its view in the other version was given.
    private JsonObject Restored(JsonObject? saved, Func<JsonObject, JsonObject> viewOf, JsonObject now, string version)
    {
        try
        {
            return saved is null ? now : As(ThreeWayMerge.Apply(saved, viewOf(saved), now), version);
        }
        catch (ConversionException)
        {
            return now;
        }
    }

    private string ApiVersion(string version) => version == versions.Hub ? versions.HubKind.ApiVersion : $"{versions.Kind.Group}/{version}";

    private JsonObject Newer(JsonObject older, ConversionContext context)
    {
        var obj = (JsonObject)older.DeepClone();
        foreach (var step in versions.WayTo(context.Older).Reverse())
        {
            step.Changes.ToNewer(obj, context);
        }

        return SchemaEmpties.Drop(Pruned(obj, versions.Hub), schemas[ApiVersion(versions.Hub)]);
    }

    private JsonObject Older(JsonObject hub, ConversionContext context)
    {
        var obj = (JsonObject)hub.DeepClone();
        foreach (var step in versions.WayTo(context.Older))
        {
            step.Changes.ToOlder(obj, context);
        }

        return Pruned(obj, context.Older);
    }

    private JsonObject Pruned(JsonObject obj, string version)
    {
        SchemaPruner.Prune(obj, schemas[ApiVersion(version)]);
        return As(obj, version);
    }

    private JsonObject As(JsonObject obj, string version)
    {
        obj["apiVersion"] = ApiVersion(version);
        return obj;
    }
}
