using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>The API as controllers see it for whom something goes wrong.</summary>
internal sealed class FaultyClient(IKubeClient inner, Life life) : IKubeClient, IDisposable
{
    public Task<KubeObject> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken) =>
        ReadAsync(() => inner.GetAsync(type, key, cancellationToken));

    public Task<KubeList> ListAsync(ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken) =>
        ReadAsync(() => inner.ListAsync(type, ns, options, cancellationToken));

    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, string? ns, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        life.Injection.ThrowIfDead();
        await foreach (var next in life.Injection.WatchAsync(type, stop => inner.WatchAsync(type, ns, options, stop), cancellationToken))
        {
            life.Injection.ThrowIfDead();
            life.Activity.Note();
            yield return next;
        }
    }

    public Task<KubeObject> CreateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) => WriteAsync(
        "create", type, KeyOf(body), () => inner.CreateAsync(type, body, options, cancellationToken));

    public Task<KubeObject> UpdateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) => WriteAsync(
        "update", type, KeyOf(body), () => inner.UpdateAsync(type, body, options, cancellationToken));

    public Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, KubePatch patch, WriteOptions options, CancellationToken cancellationToken) => WriteAsync(
        $"patch {options.Subresource} {patch.Body.ToJsonString()}", type, key, () => inner.PatchAsync(type, key, patch, options, cancellationToken));

    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) => WriteAsync(
        "delete", type, key, async () =>
        {
            await inner.DeleteAsync(type, key, options, cancellationToken);
            return true;
        });

    public Task<JsonObject> CreateSubresourceAsync(
        ResourceType type, ObjectKey key, string subresource, JsonObject body, CancellationToken cancellationToken) => WriteAsync(
        $"create {subresource}", type, key, () => inner.CreateSubresourceAsync(type, key, subresource, body, cancellationToken));

    public Task<string> GetRawAsync(string path, CancellationToken cancellationToken) => ReadAsync(() => inner.GetRawAsync(path, cancellationToken));

    public Task<Stream> PortForwardAsync(ObjectKey pod, int port, CancellationToken cancellationToken) =>
        ReadAsync(() => inner.PortForwardAsync(pod, port, cancellationToken));

    // A connection to a workload cluster ends with the program. The management API's client is the test's own.
    public void Dispose() => (inner as IDisposable)?.Dispose();

    private static ObjectKey KeyOf(JsonObject body) => new KubeObject(KubeJson.ToUtf8(body)).Key;

    private async Task<T> WriteAsync<T>(string verb, ResourceType type, ObjectKey key, Func<Task<T>> commit)
    {
        using var working = life.Activity.Work();
        return await life.Injection.WriteAsync(new WriteRequest(verb, type, key, inner), commit);
    }

    private async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        using var working = life.Activity.Work();
        life.Injection.ThrowIfDead();
        var answer = await read();
        life.Injection.ThrowIfDead();
        return answer;
    }
}
