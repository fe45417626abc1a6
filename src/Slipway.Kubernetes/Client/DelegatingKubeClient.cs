using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Client;

/// <summary>A client that does something of its own around each request of another.</summary>
/// <param name="inner">The other. It belongs to the caller.</param>
public abstract class DelegatingKubeClient(IKubeClient inner) : IKubeClient
{
    /// <summary>The other.</summary>
    protected IKubeClient Inner => inner;

    /// <inheritdoc/>
    public Task<KubeObject> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken) => SendAsync(
        new KubeRequest(KubeVerb.Get, type, Key: key), () => inner.GetAsync(type, key, cancellationToken));

    /// <inheritdoc/>
    public Task<KubeList> ListAsync(ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken) => SendAsync(
        new KubeRequest(KubeVerb.List, type), () => inner.ListAsync(type, ns, options, cancellationToken));

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, string? ns, WatchOptions options, CancellationToken cancellationToken) =>
        inner.WatchAsync(type, ns, options, cancellationToken);

    /// <inheritdoc/>
    public Task<KubeObject> CreateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) => SendAsync(
        new KubeRequest(KubeVerb.Create, type, options.Subresource, Body: body),
        () => inner.CreateAsync(type, body, options, cancellationToken));

    /// <inheritdoc/>
    public Task<KubeObject> UpdateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) => SendAsync(
        new KubeRequest(KubeVerb.Update, type, options.Subresource, Body: body),
        () => inner.UpdateAsync(type, body, options, cancellationToken));

    /// <inheritdoc/>
    public Task<KubeObject> PatchAsync(
        ResourceType type, ObjectKey key, KubePatch patch, WriteOptions options, CancellationToken cancellationToken) => SendAsync(
        new KubeRequest(KubeVerb.Patch, type, options.Subresource, key, patch.Body),
        () => inner.PatchAsync(type, key, patch, options, cancellationToken));

    /// <inheritdoc/>
    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) => SendAsync(
        new KubeRequest(KubeVerb.Delete, type, Key: key),
        async () =>
        {
            await inner.DeleteAsync(type, key, options, cancellationToken);
            return true;
        });

    /// <inheritdoc/>
    public Task<JsonObject> CreateSubresourceAsync(
        ResourceType type, ObjectKey key, string subresource, JsonObject body, CancellationToken cancellationToken) => SendAsync(
        new KubeRequest(KubeVerb.Create, type, subresource, key, body),
        () => inner.CreateSubresourceAsync(type, key, subresource, body, cancellationToken));

    /// <inheritdoc/>
    public Task<string> GetRawAsync(string path, CancellationToken cancellationToken) => SendAsync(
        new KubeRequest(KubeVerb.GetRaw), () => inner.GetRawAsync(path, cancellationToken));

    /// <inheritdoc/>
    public Task<Stream> PortForwardAsync(ObjectKey pod, int port, CancellationToken cancellationToken) => SendAsync(
        new KubeRequest(KubeVerb.Connect, Key: pod), () => inner.PortForwardAsync(pod, port, cancellationToken));

    /// <summary>Does what is to be done around a request, which is made by <paramref name="send"/>.</summary>
    protected abstract Task<T> SendAsync<T>(KubeRequest request, Func<Task<T>> send);
}
