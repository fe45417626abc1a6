using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Crashes;

/// <summary>The API as a program sees it that is going to die.</summary>
internal sealed class CrashingClient(IKubeClient inner, Crash crash) : IKubeClient, IDisposable
{
    public Task<KubeObject> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken) =>
        ReadAsync(() => inner.GetAsync(type, key, cancellationToken));

    public Task<KubeList> ListAsync(ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken) =>
        ReadAsync(() => inner.ListAsync(type, ns, options, cancellationToken));

    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, string? ns, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        crash.ThrowIfDead();
        await foreach (var next in inner.WatchAsync(type, ns, options, cancellationToken))
        {
            crash.ThrowIfDead();
            yield return next;
        }
    }

    public Task<KubeObject> CreateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) => crash.WriteAsync(
        "create", type, new KubeObject(KubeJson.ToUtf8(body)).Key, () => inner.CreateAsync(type, body, options, cancellationToken));

    public Task<KubeObject> UpdateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) => crash.WriteAsync(
        "update", type, new KubeObject(KubeJson.ToUtf8(body)).Key, () => inner.UpdateAsync(type, body, options, cancellationToken));

    public Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, KubePatch patch, WriteOptions options, CancellationToken cancellationToken) =>
        crash.WriteAsync($"patch {options.Subresource} {patch.Body.ToJsonString()}", type, key, () => inner.PatchAsync(type, key, patch, options, cancellationToken));

    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) =>
        crash.WriteAsync("delete", type, key, async () =>
        {
            await inner.DeleteAsync(type, key, options, cancellationToken);
            return true;
        });

    public Task<JsonObject> CreateSubresourceAsync(
        ResourceType type, ObjectKey key, string subresource, JsonObject body, CancellationToken cancellationToken) => crash.WriteAsync(
        $"create {subresource}", type, key, () => inner.CreateSubresourceAsync(type, key, subresource, body, cancellationToken));

    public Task<string> GetRawAsync(string path, CancellationToken cancellationToken) => ReadAsync(() => inner.GetRawAsync(path, cancellationToken));

    public Task<Stream> PortForwardAsync(ObjectKey pod, int port, CancellationToken cancellationToken) =>
        ReadAsync(() => inner.PortForwardAsync(pod, port, cancellationToken));

    // A connection to a workload cluster ends with the program. The management API's client is the test's own.
    public void Dispose() => (inner as IDisposable)?.Dispose();

    private async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        crash.ThrowIfDead();
        var answer = await read();
        crash.ThrowIfDead();
        return answer;
    }
}
