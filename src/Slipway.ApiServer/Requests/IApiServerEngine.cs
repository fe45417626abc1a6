using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Requests;

/// <summary>
/// Kubernetes' API without a socket: what an HTTP front or a client in the same process asks. Every method throws
/// <see cref="KubeApiException"/> with the Status that kube-apiserver would answer.
/// </summary>
public interface IApiServerEngine
{
    /// <summary>
    /// Whether any resource of the group version is served. When not, kube-apiserver answers a plain-text 404 and not a Status.
    /// </summary>
    bool ServesGroupVersion(string group, string version);

    /// <summary>What clients of a deprecated version of a resource are warned with, whatever they ask; null for others.</summary>
    string? DeprecationOf(ResourceReference resource) => null;

    /// <summary>Reads one object or a subresource of it.</summary>
    ValueTask<ObjectResult> GetAsync(GetRequest request, CancellationToken cancellationToken);

    /// <summary>Lists objects.</summary>
    ValueTask<ListResult> ListAsync(ListRequest request, CancellationToken cancellationToken);

    /// <summary>Starts a watch. What is wrong with the request is thrown from here, before a stream begins.</summary>
    ValueTask<IResourceWatch> WatchAsync(WatchRequest request, CancellationToken cancellationToken);

    /// <summary>Creates an object, or posts to a subresource.</summary>
    ValueTask<ObjectResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken);

    /// <summary>Replaces an object.</summary>
    ValueTask<ObjectResult> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken);

    /// <summary>Changes part of an object.</summary>
    ValueTask<ObjectResult> PatchAsync(PatchRequest request, CancellationToken cancellationToken);

    /// <summary>Deletes an object; answers a Status, or the object when it lives on for a while.</summary>
    ValueTask<ObjectResult> DeleteAsync(DeleteRequest request, CancellationToken cancellationToken);

    /// <summary>Deletes every object that matches; answers what was deleted.</summary>
    ValueTask<ListResult> DeleteCollectionAsync(DeleteCollectionRequest request, CancellationToken cancellationToken);

    /// <summary>Decides whether somebody may be connected to something of an object; making the connection is the caller's.</summary>
    ValueTask ConnectAsync(ConnectRequest request, CancellationToken cancellationToken);

    /// <summary>A discovery or OpenAPI document, or another document of fixed content; null when the path names none.</summary>
    /// <param name="path">
    /// The path without its query: <c>/version</c>, <c>/api</c>, <c>/apis/apps/v1</c>, <c>/openapi/v3/api/v1</c>, …
    /// </param>
    /// <param name="aggregated">
    /// Whether <c>/api</c> and <c>/apis</c> are wanted as an <c>APIGroupDiscoveryList</c> (apidiscovery.k8s.io/v2).
    /// </param>
    ApiDocument? GetDocument(string path, bool aggregated = false);

    /// <summary>Objects of a resource as a <c>Table</c> (meta.k8s.io/v1), in JSON.</summary>
    /// <param name="resource">The resource that the objects are of.</param>
    /// <param name="objects">The rows, in order.</param>
    /// <param name="list">The list that they came in, for its metadata; null for a single object or an event.</param>
    /// <param name="include">How much of each object its row carries.</param>
    /// <param name="withColumns">Whether to write the column definitions; a watch has them in its first event only.</param>
    ReadOnlyMemory<byte> ToTable(
        ResourceReference resource, IReadOnlyList<KubeObject> objects, ListResult? list, IncludeObject include, bool withColumns = true);
}
