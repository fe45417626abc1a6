using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.Simulation;

/// <summary>The API as controllers see it that may die at a write.</summary>
internal sealed class MortalClient(IKubeClient inner, Death death) : IKubeClient
{
    public Task<KubeObject> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken) => inner.GetAsync(type, key, cancellationToken);

    public Task<KubeList> ListAsync(ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken) =>
        inner.ListAsync(type, ns, options, cancellationToken);

    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceType type, string? ns, WatchOptions options, CancellationToken cancellationToken) =>
        inner.WatchAsync(type, ns, options, cancellationToken);

    public Task<KubeObject> CreateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) =>
        death.WriteAsync(() => inner.CreateAsync(type, body, options, cancellationToken));

    public Task<KubeObject> UpdateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) =>
        death.WriteAsync(() => inner.UpdateAsync(type, body, options, cancellationToken));

    public Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, KubePatch patch, WriteOptions options, CancellationToken cancellationToken) =>
        death.WriteAsync(() => inner.PatchAsync(type, key, patch, options, cancellationToken));

    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) =>
        death.WriteAsync(async () =>
        {
            await inner.DeleteAsync(type, key, options, cancellationToken);
            return true;
        });

    public Task<JsonObject> CreateSubresourceAsync(ResourceType type, ObjectKey key, string subresource, JsonObject body, CancellationToken cancellationToken) =>
        death.WriteAsync(() => inner.CreateSubresourceAsync(type, key, subresource, body, cancellationToken));

    public Task<string> GetRawAsync(string path, CancellationToken cancellationToken) => inner.GetRawAsync(path, cancellationToken);

    public Task<Stream> PortForwardAsync(ObjectKey pod, int port, CancellationToken cancellationToken) => inner.PortForwardAsync(pod, port, cancellationToken);
}
