using System.Text.Json.Nodes;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Client;

/// <summary>
/// The Kubernetes API as controllers see it. Over HTTP it is any Kubernetes; over a method call it is the embedded
/// server in the same process. What a caller can observe is the same.
/// </summary>
/// <remarks>Every method throws <see cref="KubeApiException"/> when the server refuses, and
/// <see cref="HttpRequestException"/> or <see cref="IOException"/> when the answer was lost: the write may or may not have
/// happened.</remarks>
public interface IKubeClient
{
    /// <summary>Reads one object.</summary>
    Task<KubeObject> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken);

    /// <summary>Lists objects of a namespace, or of all when <paramref name="ns"/> is null.</summary>
    Task<KubeList> ListAsync(ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken);

    /// <summary>
    /// Tells changes as they come, in order and each once, until the server ends the stream (then go on from the last
    /// version seen). Throws <see cref="KubeApiException"/> with <see cref="KubeApiException.IsExpired"/> when the version is not kept any
    /// more.
    /// </summary>
    IAsyncEnumerable<WatchEvent> WatchAsync(ResourceType type, string? ns, WatchOptions options, CancellationToken cancellationToken);

    /// <summary>Creates the object; its metadata names it. The body must not be changed afterwards.</summary>
    Task<KubeObject> CreateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken);

    /// <summary>Replaces the object; with a resourceVersion in its metadata, only if that is still the newest.</summary>
    Task<KubeObject> UpdateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken);

    /// <summary>Changes part of the object, or with <see cref="PatchType.Apply"/> creates it where it is missing.</summary>
    Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, KubePatch patch, WriteOptions options, CancellationToken cancellationToken);

    /// <summary>Asks for deletion. Finalizers may hold the object for longer.</summary>
    Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken);

    /// <summary>Posts to a subresource that is a request of its own, such as <c>eviction</c>; gives what the server answers.</summary>
    Task<JsonObject> CreateSubresourceAsync(
        ResourceType type, ObjectKey key, string subresource, JsonObject body, CancellationToken cancellationToken);

    /// <summary>Reads any path of the server as JSON or text, such as <c>/version</c>.</summary>
    Task<string> GetRawAsync(string path, CancellationToken cancellationToken);

    /// <summary>Opens a connection to a port of a pod, through the server.</summary>
    Task<Stream> PortForwardAsync(ObjectKey pod, int port, CancellationToken cancellationToken);
}
