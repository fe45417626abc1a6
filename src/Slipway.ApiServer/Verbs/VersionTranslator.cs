using System.Text.Json.Nodes;
using Slipway.ApiServer.Conversion;
using Slipway.ApiServer.Conversion.BuiltIn;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>Gets objects from the version they are stored in to the one that a request speaks, and back.</summary>
internal sealed class VersionTranslator(IVersionConverter? converter, WebhookConverter webhooks, StoredForms forms)
{
    private readonly WebhookViews _webhookViews = new(webhooks, forms);
    private readonly NameCache _names = new();

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

    /// <summary>Has the views of many objects made in few requests, where a webhook makes them.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="start">The first of them that matters now.</param>
    /// <param name="count">How many matter; more than there are for all that follow.</param>
    /// <param name="resource">The resource at the version wanted.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public ValueTask PrepareAsync(
        IReadOnlyList<StoredObject> objects, int start, int count, ResourceInfo resource, CancellationToken cancellationToken)
    {
        if (WebhookOf(resource) is not { } webhook)
        {
            return default;
        }

        var missing = new List<StoredObject>();
        for (var i = start; i < objects.Count && i - start < count; i++)
        {
            var stored = objects[i];
            if (ObjectViews.Of(stored) is var views && views.Stored.Kind.Version != resource.Kind.Version && views.Find(resource) is null)
            {
                missing.Add(stored);
            }
        }

        return missing.Count == 0 ? default : _webhookViews.EnsureAsync(missing, resource, webhook, cancellationToken);
    }

    /// <summary>A tree of an object that the store holds, the caller's own.</summary>
    public JsonObject Read(KubeObject view) => JsonTreeReader.ReadStored(view.Json, _names);

    /// <summary>A tree of the object in the resource's version, the caller's own.</summary>
    public async ValueTask<JsonObject> ReadAsync(StoredObject stored, ResourceInfo resource, CancellationToken cancellationToken) =>
        Read(await ViewAsync(stored, resource, cancellationToken));

    /// <summary>The object in the version that it is to be stored in.</summary>
    /// <param name="obj">The object, which is not to be used afterwards.</param>
    /// <param name="resource">The resource at the object's version.</param>
    /// <param name="storage">The resource at its storage version.</param>
    /// <param name="cancellationToken">Ends the conversion.</param>
    public async ValueTask<JsonObject> ToStorageAsync(
        JsonObject obj, ResourceInfo resource, ResourceInfo storage, CancellationToken cancellationToken)
    {
        if (resource.Kind == storage.Kind)
        {
            return obj;
        }

        var converted = await ConvertAsync(obj, storage, cancellationToken);
        if (storage.Custom is { } custom)
        {
            SchemaDefaulter.Apply(converted, custom.Schema);
        }

        return converted;
    }

    /// <summary>The object as it would come back from the store: without what the version that is stored cannot say.</summary>
    /// <param name="obj">The object, which is not to be used afterwards.</param>
    /// <param name="resource">The resource at the object's version.</param>
    /// <param name="storage">The resource at its storage version.</param>
    /// <param name="cancellationToken">Ends the conversion.</param>
    public async ValueTask<KubeObject> PreviewAsync(
        JsonObject obj, ResourceInfo resource, ResourceInfo storage, CancellationToken cancellationToken)
    {
        if (resource.Kind != storage.Kind)
        {
            obj = await ConvertAsync(await ToStorageAsync(obj, resource, storage, cancellationToken), resource, cancellationToken);
            DefaultOwn(obj, resource);
        }

        return new KubeObject(Trees.ToStoredJson(obj));
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

        var converted = await ConvertFormAsync(obj, resource, cancellationToken);
        if (resource is { IsCustom: true, Schema: { } schema })
        {
            SchemaPruner.Prune(converted, schema);
        }

        return converted;
    }

    // An object that was written before its definition last changed may lack defaults that came since.
    private static bool IsAsStored(StoredObject stored, ObjectViews views, ResourceInfo resource) =>
        resource.Custom is not { } custom
            ? views.Stored.Kind.Version == resource.Kind.Version && views.Stored.Kind.Group == resource.Kind.Group
            : views.Stored.Kind.Version == resource.Kind.Version && stored.Revision >= custom.Revision;

    private async ValueTask<KubeObject> AddViewAsync(
        StoredObject stored, ObjectViews views, ResourceInfo resource, CancellationToken cancellationToken)
    {
        if (views.Stored.Kind.Version != resource.Kind.Version && WebhookOf(resource) is { } webhook)
        {
            await _webhookViews.EnsureAsync([stored], resource, webhook, cancellationToken);
            if (views.Find(resource) is { } made)
            {
                return made;
            }
        }

        var obj = forms.Read(stored, resource, out var changed);
        if (views.Stored.Kind != resource.Kind)
        {
            obj = await ConvertAsync(obj, resource, cancellationToken);
            DefaultOwn(obj, resource);
            changed = true;
        }

        return views.Add(resource, changed ? new KubeObject(Trees.ToStoredJson(obj)) : views.Stored);
    }

    // What the process converts itself has the defaults of the version that it is read in, too: so it can be written back unchanged.
    private void DefaultOwn(JsonObject obj, ResourceInfo resource)
    {
        if (resource.Custom is { } custom && converter?.Converts(resource.Kind.GroupKind) == true)
        {
            SchemaDefaulter.Apply(obj, custom.Schema);
        }
    }

    private async ValueTask<JsonObject> ConvertFormAsync(JsonObject obj, ResourceInfo to, CancellationToken cancellationToken)
    {
        if (!to.IsCustom)
        {
            return BuiltInConversion.Convert(obj, to.Kind);
        }

        if (WebhookOf(to) is { } webhook)
        {
            return (await webhooks.ConvertAsync([obj], to, webhook, cancellationToken))[0];
        }

        if (converter is not null && converter.Converts(to.Kind.GroupKind))
        {
            return await converter.ConvertAsync(obj, to.Kind.ApiVersion, cancellationToken);
        }

        obj["apiVersion"] = to.Kind.ApiVersion;
        return obj;
    }

    // What the process converts itself needs no webhook, whatever its definition says.
    private ConversionWebhook? WebhookOf(ResourceInfo resource) =>
        resource.Custom?.Conversion is { } webhook && converter?.Converts(resource.Kind.GroupKind) is not true ? webhook : null;
}
