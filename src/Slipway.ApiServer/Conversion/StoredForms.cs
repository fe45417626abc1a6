using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Conversion;

/// <summary>
/// Reads objects as they are stored. One that was written before its definition last changed gets the defaults that have come since: those
/// of the version in which it is stored, before it is converted. A version in which it is only read sets none.
/// </summary>
internal sealed class StoredForms(ResourceRegistry registry)
{
    /// <summary>A tree of the object, the caller's own.</summary>
    /// <param name="stored">The object.</param>
    /// <param name="resource">Its resource, in any version.</param>
    /// <param name="isChanged">Whether defaults were added.</param>
    public JsonObject Read(StoredObject stored, ResourceInfo resource, out bool isChanged)
    {
        var obj = (JsonObject)JsonTreeReader.Read(stored.Json.Span)!;
        isChanged = resource.Custom is { } custom
            && stored.Revision < custom.Revision
            && VersionOf(stored, resource)?.Custom is { } version
            && SchemaDefaulter.Apply(obj, version.Schema);
        return obj;
    }

    private ResourceInfo? VersionOf(StoredObject stored, ResourceInfo resource)
    {
        var kind = ObjectViews.Of(stored).Stored.Kind;
        return kind == resource.Kind ? resource
            : registry.Custom.Definitions.GetValueOrDefault(resource.Custom!.Definition)?.Versions.FirstOrDefault(v => v.Kind == kind);
    }
}
