using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Metrics;

/// <summary>
/// Counts what the plane's own controllers ask of its API server as clients over HTTP are counted, with the host <c>in-process</c>: what
/// controllers cost an API server is known only from all that they ask.
/// </summary>
internal sealed class CountedClient : IKubeClient, IAsyncDisposable
{
    private readonly IKubeClient _inner;
    private readonly Meter _meter = new("Slipway.Kubernetes.Client");
    private readonly Counter<long> _requests;

    public CountedClient(IKubeClient inner)
    {
        _inner = inner;
        _requests = _meter.CreateCounter<long>("rest_client.requests", "{request}", "Requests to API servers, by status code, method and host.");
    }

    public Task<KubeObject> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken) =>
        CountAsync("GET", _inner.GetAsync(type, key, cancellationToken));

    public Task<KubeList> ListAsync(ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken) =>
        CountAsync("GET", _inner.ListAsync(type, ns, options, cancellationToken));

    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, string? ns, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Count("GET", 200);
        await foreach (var change in _inner.WatchAsync(type, ns, options, cancellationToken))
        {
            yield return change;
        }
    }

    public Task<KubeObject> CreateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) =>
        CountAsync("POST", _inner.CreateAsync(type, body, options, cancellationToken));

    public Task<KubeObject> UpdateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) =>
        CountAsync("PUT", _inner.UpdateAsync(type, body, options, cancellationToken));

    public Task<KubeObject> PatchAsync(
        ResourceType type, ObjectKey key, KubePatch patch, WriteOptions options, CancellationToken cancellationToken) =>
        CountAsync("PATCH", _inner.PatchAsync(type, key, patch, options, cancellationToken));

    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken)
    {
        return CountAsync("DELETE", Answered());

        async Task<bool> Answered()
        {
            await _inner.DeleteAsync(type, key, options, cancellationToken);
            return true;
        }
    }

    public Task<JsonObject> CreateSubresourceAsync(
        ResourceType type, ObjectKey key, string subresource, JsonObject body, CancellationToken cancellationToken) =>
        CountAsync("POST", _inner.CreateSubresourceAsync(type, key, subresource, body, cancellationToken));

    public Task<string> GetRawAsync(string path, CancellationToken cancellationToken) =>
        CountAsync("GET", _inner.GetRawAsync(path, cancellationToken));

    public Task<Stream> PortForwardAsync(ObjectKey pod, int port, CancellationToken cancellationToken) =>
        CountAsync("POST", _inner.PortForwardAsync(pod, port, cancellationToken));

    public ValueTask DisposeAsync()
    {
        _meter.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<T> CountAsync<T>(string method, Task<T> asked)
    {
        int? code = null;
        try
        {
            var answer = await asked;
            code = method == "POST" ? 201 : 200;
            return answer;
        }
        catch (KubeApiException e)
        {
            code = e.Status.Code;
            throw;
        }
        finally
        {
            Count(method, code);
        }
    }

    private void Count(string method, int? code)
    {
        if (_requests.Enabled)
        {
            _requests.Add(1, new TagList
            {
                { "code", code?.ToString(CultureInfo.InvariantCulture) ?? "<error>" },
                { "method", method },
                { "host", "in-process" },
            });
        }
    }
}
