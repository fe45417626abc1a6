using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Clusters;

/// <summary>
/// Notes each answer of a workload cluster, so that one that is used needs no probes; and asks nothing more of one that lets others wait.
/// </summary>
internal sealed class SignOfLifeClient(IKubeClient inner, Silence silence, Action alive) : IKubeClient
{
    public Task<KubeObject> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken) =>
        AskAsync(() => inner.GetAsync(type, key, cancellationToken));

    public Task<KubeList> ListAsync(ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken) =>
        AskAsync(() => inner.ListAsync(type, ns, options, cancellationToken));

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
        AskAsync(() => inner.CreateAsync(type, body, options, cancellationToken));

    public Task<KubeObject> UpdateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) =>
        AskAsync(() => inner.UpdateAsync(type, body, options, cancellationToken));

    public Task<KubeObject> PatchAsync(
        ResourceType type, ObjectKey key, KubePatch patch, WriteOptions options, CancellationToken cancellationToken) =>
        AskAsync(() => inner.PatchAsync(type, key, patch, options, cancellationToken));

    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) =>
        AskAsync(async () =>
        {
            await inner.DeleteAsync(type, key, options, cancellationToken);
            return true;
        });

    public Task<JsonObject> CreateSubresourceAsync(
        ResourceType type, ObjectKey key, string subresource, JsonObject body, CancellationToken cancellationToken) =>
        AskAsync(() => inner.CreateSubresourceAsync(type, key, subresource, body, cancellationToken));

    public Task<string> GetRawAsync(string path, CancellationToken cancellationToken) => Noting(inner.GetRawAsync(path, cancellationToken));

    public Task<Stream> PortForwardAsync(ObjectKey pod, int port, CancellationToken cancellationToken) =>
        AskAsync(() => inner.PortForwardAsync(pod, port, cancellationToken));

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        silence.Begin();
        var isAnswered = false;
        try
        {
            var answer = await Noting(ask());
            isAnswered = true;
            return answer;
        }
        catch (KubeApiException e)
        {
            isAnswered = IsAnswer(e);
            throw;
        }
        finally
        {
            silence.End(isAnswered);
        }
    }

    private async Task<T> Noting<T>(Task<T> request)
    {
        try
        {
            var answer = await request;
            alive();
            return answer;
        }
        catch (KubeApiException e) when (IsAnswer(e))
        {
            alive();
            throw;
        }
    }

    // A refusal is an answer too.
    private static bool IsAnswer(KubeApiException refusal) => refusal.Status.Code is not 401 and < 500;
}
