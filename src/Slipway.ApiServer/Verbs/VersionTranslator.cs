using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>Gets objects from the version they are stored in to the one that a request speaks, and back.</summary>
internal sealed class VersionTranslator(IVersionConverter? converter)
{
    /// <summary>The object as the resource's version shows it. Mostly the stored bytes themselves.</summary>
    public ValueTask<KubeObject> ViewAsync(StoredObject stored, ResourceInfo resource, CancellationToken cancellationToken)
    {
        var views = ObjectViews.Of(stored);
        if (IsAsStored(stored, views, resource))
        {
            return new ValueTask<KubeObject>(views.Stored);
        }

        return views.Find(resource) is { } known ? new ValueTask<KubeObject>(known) : AddViewAsync(stored, views, resource, cancellationToken);
    }

    /// <summary>A tree of the object in the resource's version, the caller's own.</summary>
    public async ValueTask<JsonObject> ReadAsync(StoredObject stored, ResourceInfo resource, CancellationToken cancellationToken) =>
        (JsonObject)JsonTreeReader.Read((await ViewAsync(stored, resource, cancellationToken)).Json.Span)!;

    /// <summary>The object in the version that it is to be stored in.</summary>
    /// <param name="obj">The object, which is not to be used afterwards.</param>
    /// <param name="resource">The resource at the object's version.</param>
    /// <param name="storage">The resource at its storage version.</param>
    /// <param name="cancellationToken">Ends the conversion.</param>
    public async ValueTask<JsonObject> ToStorageAsync(
        JsonObject obj, ResourceInfo resource, ResourceInfo storage, CancellationToken cancellationToken)
    {
        if (resource.Kind.Version == storage.Kind.Version)
        {
            return obj;
        }

        var converted = await ConvertAsync(obj, storage.Kind, cancellationToken);
        if (storage.Custom is { } custom)
        {
            SchemaDefaulter.Apply(converted, custom.Schema);
        }

        return converted;
    }

    /// <summary>An object in another version, pruned to what that version knows.</summary>
    /// <param name="obj">The object, which is not to be used afterwards.</param>
    /// <param name="resource">The resource at the version wanted.</param>
    /// <param name="cancellationToken">Ends the conversion.</param>
    public async ValueTask<JsonObject> ConvertAsync(JsonObject obj, ResourceInfo resource, CancellationToken cancellationToken)
    {
        if (obj.Text("apiVersion") == resource.Kind.ApiVersion)
        {
            return obj;
        }

        var converted = await ConvertAsync(obj, resource.Kind, cancellationToken);
        if (resource is { IsCustom: true, Schema: { } schema })
        {
            SchemaPruner.Prune(converted, schema);
        }

        return converted;
    }

    // An object that was written before its definition last changed may lack defaults that came since.
    private static bool IsAsStored(StoredObject stored, ObjectViews views, ResourceInfo resource) =>
        resource.Custom is not { } custom
            ? views.Stored.Kind.Version == resource.Kind.Version || views.Stored.Kind.Group.Length == 0
            : views.Stored.Kind.Version == resource.Kind.Version && stored.Revision >= custom.Revision;

    private async ValueTask<KubeObject> AddViewAsync(
        StoredObject stored, ObjectViews views, ResourceInfo resource, CancellationToken cancellationToken)
    {
        var obj = (JsonObject)JsonTreeReader.Read(stored.Json.Span)!;
        var changed = false;
        if (views.Stored.Kind.Version != resource.Kind.Version)
        {
            obj = await ConvertAsync(obj, resource.Kind, cancellationToken);
            changed = true;
            if (resource.Schema is { } schema)
            {
                SchemaPruner.Prune(obj, schema);
            }
        }

        if (resource.Custom is { } custom)
        {
            changed |= SchemaDefaulter.Apply(obj, custom.Schema);
        }

        return views.Add(resource, changed ? new KubeObject(Trees.ToStoredJson(obj)) : views.Stored);
    }

    private async ValueTask<JsonObject> ConvertAsync(JsonObject obj, GroupVersionKind to, CancellationToken cancellationToken)
    {
        if (converter is not null && converter.Converts(to.GroupKind))
        {
            return await converter.ConvertAsync(obj, to.Version, cancellationToken);
        }

        obj["apiVersion"] = to.ApiVersion;
        return obj;
    }
}
