using System.Text.Json.Nodes;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Testing.Clients;

/// <summary>What a cache has seen of some objects, or what a server has of them.</summary>
internal sealed class SeenObjects(params (ResourceType Type, KubeObject Object)[] objects) : IObjectReader, IKubeClient
{
    /// <summary>The values under which an object is found in an index: its owners, unless told otherwise.</summary>
    public Func<KubeObject, IEnumerable<string?>> Index { get; init; } = o => o.Metadata.OwnerReferences.Select(owner => owner.Uid);

    public ValueTask<Observed<KubeObject>> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Observed<KubeObject>>(
            Of(type).FirstOrDefault(o => o.Key == key) is { } found ? new Observed<KubeObject>.Found(found) : new Observed<KubeObject>.Absent());

    public ValueTask<IReadOnlyList<KubeObject>> ListAsync(
        ResourceType type, string? ns, Func<KubeObject, bool>? filter, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<KubeObject>>([.. Of(type).Where(filter ?? (static _ => true))]);

    public ValueTask<IReadOnlyList<KubeObject>> ListByIndexAsync(
        ResourceType type, string index, string value, CancellationToken cancellationToken) =>
        ListAsync(type, ns: null, o => Index(o).Contains(value), cancellationToken);

    public Task<KubeList> ListAsync(ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken) =>
        Task.FromResult(new KubeList([.. Of(type)], "1"));

    Task<KubeObject> IKubeClient.GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken) =>
        Of(type).FirstOrDefault(o => o.Key == key) is { } found
            ? Task.FromResult(found)
            : throw new KubeApiException(new KubeStatus(404, StatusReason.NotFound, $"{type.Plural} \"{key.Name}\" not found"));

    IAsyncEnumerable<WatchEvent> IKubeClient.WatchAsync(ResourceType type, string? ns, WatchOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<KubeObject> IKubeClient.CreateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<KubeObject> IKubeClient.UpdateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<KubeObject> IKubeClient.PatchAsync(
        ResourceType type, ObjectKey key, KubePatch patch, WriteOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task IKubeClient.DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<JsonObject> IKubeClient.CreateSubresourceAsync(
        ResourceType type, ObjectKey key, string subresource, JsonObject body, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<string> IKubeClient.GetRawAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<Stream> IKubeClient.PortForwardAsync(ObjectKey pod, int port, CancellationToken cancellationToken) => throw new NotSupportedException();

    private IEnumerable<KubeObject> Of(ResourceType type) => objects.Where(o => o.Type == type).Select(o => o.Object);
}
