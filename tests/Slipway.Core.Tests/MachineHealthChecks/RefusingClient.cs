using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.MachineHealthChecks;

/// <summary>A server that lets nobody create anything.</summary>
internal sealed class RefusingClient : IKubeClient
{
    /// <summary>The owner of what was to be created last.</summary>
    public string? Owner { get; private set; }

    public Task<KubeObject> CreateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken)
    {
        var owner = body["metadata"]!["ownerReferences"]![0]!;
        Owner = $"{owner["kind"]}/{owner["uid"]}";
        throw new KubeApiException(new KubeStatus(403, StatusReason.Forbidden, "not here"));
    }

    public Task<KubeObject> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<KubeList> ListAsync(ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceType type, string? ns, WatchOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<KubeObject> UpdateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, KubePatch patch, WriteOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<JsonObject> CreateSubresourceAsync(ResourceType type, ObjectKey key, string subresource, JsonObject body, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<string> GetRawAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Stream> PortForwardAsync(ObjectKey pod, int port, CancellationToken cancellationToken) => throw new NotSupportedException();
}
