using System.Text.Json.Nodes;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Metrics;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>Makes the writes of one pass, counts them and remembers what the cache must show of them.</summary>
internal sealed class PassWrites(string controller, string? fieldManager, IKubeClient client, ObjectCache cache, RuntimeMetrics metrics)
{
    private readonly List<AwaitedWrite> _awaited = [];

    public IReadOnlyList<AwaitedWrite> Awaited => _awaited;

    /// <summary>Whether a write is known to have changed something.</summary>
    public bool Changed { get; private set; }

    /// <summary>Whether a conflict has shown that the cache was behind.</summary>
    public bool MetNewer { get; private set; }

    public Task<KubeObject> CreateAsync(
        IKubeClient? target, ResourceType type, JsonObject body, string? manager, CancellationToken cancellationToken)
    {
        Name(type, body);
        var key = KeyOf(type, body);
        return WriteAsync(target, "create", type, key, c => c.CreateAsync(type, body, Options(subresource: null, manager), cancellationToken));
    }

    public Task<KubeObject> PatchAsync(
        IKubeClient? target, ResourceType type, ObjectKey key, JsonObject body, string? subresource, string? manager, CancellationToken cancellationToken) =>
        WriteAsync(
            target, "patch", type, key, c => c.PatchAsync(type, key, KubePatch.Merge(body), Options(subresource, manager), cancellationToken));

    public Task<KubeObject> ApplyAsync(
        IKubeClient? target, ResourceType type, JsonObject body, string manager, CancellationToken cancellationToken)
    {
        Name(type, body);
        var key = KeyOf(type, body);
        var options = new WriteOptions { FieldManager = manager, Force = true };
        return WriteAsync(
            target, "apply", type, key, c => c.PatchAsync(type, key, KubePatch.Apply(body), options, cancellationToken));
    }

    /// <summary>Deletes exactly the object with the UID; it being gone already, or a namesake being there instead, is success.</summary>
    public async Task DeleteAsync(IKubeClient? target, ResourceType type, ObjectKey key, string uid, CancellationToken cancellationToken)
    {
        metrics.Wrote(controller, "delete");
        try
        {
            await (target ?? client).DeleteAsync(type, key, new DeleteOptions { Uid = uid }, cancellationToken);
            Changed = true;
        }
        catch (KubeApiException e) when (e.IsNotFound || e.IsConflict)
        {
            // What was to go is gone; the cache has yet to show it.
        }

        Await(target, type, key, new Expectation.Deleted(uid));
    }

    /// <summary>The write was refused because the object has changed since it was read at this version.</summary>
    public void Conflicted(ResourceType type, ObjectKey key, string version)
    {
        MetNewer = true;
        Await(target: null, type, key, new Expectation.Newer(version));
    }

    /// <summary>An object was read that the cache may not show yet.</summary>
    public void Saw(IKubeClient? target, ResourceType type, KubeObject obj)
    {
        // An object that the cache is not to keep is never shown by it.
        if (cache.FindInformer(type) is { } informer && informer.Keeps(obj))
        {
            Await(target, type, obj.Key, new Expectation.Written(obj.Metadata.ResourceVersion));
        }
    }

    public Task<KubeObject> ReadAsync(IKubeClient? target, ResourceType type, ObjectKey key, CancellationToken cancellationToken) =>
        (target ?? client).GetAsync(type, key, cancellationToken);

    public static ObjectKey KeyOf(ResourceType type, JsonObject body)
    {
        var metadata = body["metadata"];
        return new ObjectKey(
            type.Namespaced ? (string?)metadata?["namespace"] ?? "" : "",
            (string?)metadata?["name"]
                ?? throw new ArgumentException($"a {type.Kind.Kind} to be written has no metadata.name", nameof(body)));
    }

    private WriteOptions Options(string? subresource, string? manager) => new() { Subresource = subresource, FieldManager = manager ?? fieldManager };

    private async Task<KubeObject> WriteAsync(
        IKubeClient? target, string verb, ResourceType type, ObjectKey key, Func<IKubeClient, Task<KubeObject>> write)
    {
        var informer = IsManagement(target) ? cache.FindInformer(type) : null;
        var before = informer?.Store.Find(key)?.Metadata.ResourceVersion;
        metrics.Wrote(controller, verb);
        var written = await write(target ?? client);
        if (informer is not null)
        {
            Changed |= before != written.Metadata.ResourceVersion;
            Saw(target, type, written);
        }

        return written;
    }

    private void Await(IKubeClient? target, ResourceType type, ObjectKey key, Expectation expectation)
    {
        // A kind without an informer needs no waiting: its first list comes after the write.
        if (IsManagement(target) && cache.FindInformer(type) is not null)
        {
            _awaited.Add(new AwaitedWrite(type, key, expectation));
        }
    }

    private bool IsManagement(IKubeClient? target) => target is null || ReferenceEquals(target, client);

    private static void Name(ResourceType type, JsonObject body)
    {
        body["apiVersion"] ??= type.Kind.ApiVersion;
        body["kind"] ??= type.Kind.Kind;
    }
}
