using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.Clusters;

/// <summary>A workload cluster that answers as told, has no objects, and notes what it was asked.</summary>
internal sealed class AnsweringClient : IKubeClient, IDisposable
{
    private volatile Exception? _failure;

    public bool IsDisposed { get; private set; }

    /// <summary>How often it was probed.</summary>
    public int Probes { get; private set; }

    public void FailWith(Exception? failure) => _failure = failure;

    public Task<KubeObject> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<KubeList> ListAsync(ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken) =>
        Task.FromResult(new KubeList([], "1"));

    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, string? ns, WatchOptions options, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        yield break;
    }

    public Task<KubeObject> CreateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<KubeObject> UpdateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, KubePatch patch, WriteOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<JsonObject> CreateSubresourceAsync(ResourceType type, ObjectKey key, string subresource, JsonObject body, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<string> GetRawAsync(string path, CancellationToken cancellationToken)
    {
        Probes++;
        return _failure is { } failure ? Task.FromException<string>(failure) : Task.FromResult("{}");
    }

    public Task<Stream> PortForwardAsync(ObjectKey pod, int port, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose() => IsDisposed = true;
}
