using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Clusters;

/// <summary>Notes each answer of a workload cluster, so that one that is used needs no probes.</summary>
internal sealed class SignOfLifeClient(IKubeClient inner, Action alive) : IKubeClient
{
    public Task<KubeObject> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken) =>
        Noting(inner.GetAsync(type, key, cancellationToken));

    public Task<KubeList> ListAsync(ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken) =>
        Noting(inner.ListAsync(type, ns, options, cancellationToken));

    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, string? ns, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var change in inner.WatchAsync(type, ns, options, cancellationToken))
        {
            alive();
            yield return change;
        }
    }

    public Task<KubeObject> CreateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) =>
        Noting(inner.CreateAsync(type, body, options, cancellationToken));

    public Task<KubeObject> UpdateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) =>
        Noting(inner.UpdateAsync(type, body, options, cancellationToken));

    public Task<KubeObject> PatchAsync(
        ResourceType type, ObjectKey key, KubePatch patch, WriteOptions options, CancellationToken cancellationToken) =>
        Noting(inner.PatchAsync(type, key, patch, options, cancellationToken));

    public async Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken)
    {
        await inner.DeleteAsync(type, key, options, cancellationToken);
        alive();
    }

    public Task<JsonObject> CreateSubresourceAsync(
        ResourceType type, ObjectKey key, string subresource, JsonObject body, CancellationToken cancellationToken) =>
        Noting(inner.CreateSubresourceAsync(type, key, subresource, body, cancellationToken));

    public Task<string> GetRawAsync(string path, CancellationToken cancellationToken) => Noting(inner.GetRawAsync(path, cancellationToken));

    public Task<Stream> PortForwardAsync(ObjectKey pod, int port, CancellationToken cancellationToken) =>
        inner.PortForwardAsync(pod, port, cancellationToken);

    private async Task<T> Noting<T>(Task<T> request)
    {
        try
        {
            var answer = await request;
            alive();
            return answer;
        }
        catch (KubeApiException e) when (e.Status.Code is not 401 and < 500)
        {
            // A refusal is an answer too.
            alive();
            throw;
        }
    }
}
