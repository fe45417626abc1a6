using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Tests.Scenarios;

/// <summary>Counts writes by kind, verb and subresource.</summary>
internal sealed class CountingClient(IKubeClient inner) : IKubeClient
{
    private readonly ConcurrentDictionary<string, int> _writes = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Writes => _writes;

    public Task<KubeObject> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken) => inner.GetAsync(type, key, cancellationToken);

    public Task<KubeList> ListAsync(ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken) =>
        inner.ListAsync(type, ns, options, cancellationToken);

    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceType type, string? ns, WatchOptions options, CancellationToken cancellationToken) =>
        inner.WatchAsync(type, ns, options, cancellationToken);

    public Task<KubeObject> CreateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken)
    {
        Count(type, "create", options.Subresource);
        return inner.CreateAsync(type, body, options, cancellationToken);
    }

    public Task<KubeObject> UpdateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken)
    {
        Count(type, "update", options.Subresource);
        return inner.UpdateAsync(type, body, options, cancellationToken);
    }

    public Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, KubePatch patch, WriteOptions options, CancellationToken cancellationToken)
    {
        Count(type, "patch", options.Subresource);
        return inner.PatchAsync(type, key, patch, options, cancellationToken);
    }

    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken)
    {
        Count(type, "delete", null);
        return inner.DeleteAsync(type, key, options, cancellationToken);
    }

    public Task<JsonObject> CreateSubresourceAsync(
        ResourceType type, ObjectKey key, string subresource, JsonObject body, CancellationToken cancellationToken)
    {
        Count(type, "create", subresource);
        return inner.CreateSubresourceAsync(type, key, subresource, body, cancellationToken);
    }

    public Task<string> GetRawAsync(string path, CancellationToken cancellationToken) => inner.GetRawAsync(path, cancellationToken);

    public Task<Stream> PortForwardAsync(ObjectKey pod, int port, CancellationToken cancellationToken) => inner.PortForwardAsync(pod, port, cancellationToken);

    private void Count(ResourceType type, string verb, string? subresource) =>
        _writes.AddOrUpdate(subresource is null ? $"{type.Kind.Kind} {verb}" : $"{type.Kind.Kind}/{subresource} {verb}", 1, (_, n) => n + 1);
}
