using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Metrics;

/// <summary>
/// Counts what the plane's own controllers ask of its API server as clients over HTTP are counted, with the host <c>in-process</c>: what
/// controllers cost an API server is known only from all that they ask.
/// </summary>
internal sealed class CountedClient(IKubeClient inner) : DelegatingKubeClient(inner), IAsyncDisposable
{
    private readonly RestClientMetrics _metrics = new();

    public override IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, string? ns, WatchOptions options, CancellationToken cancellationToken)
    {
        Count("GET", 200);
        return base.WatchAsync(type, ns, options, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _metrics.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task<T> SendAsync<T>(KubeRequest request, Func<Task<T>> send)
    {
        var method = MethodOf(request.Verb);
        int? code = null;
        try
        {
            var answer = await send();
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

    private static string MethodOf(KubeVerb verb) => verb switch
    {
        KubeVerb.Create or KubeVerb.Connect => "POST",
        KubeVerb.Update => "PUT",
        KubeVerb.Patch => "PATCH",
        KubeVerb.Delete => "DELETE",
        _ => "GET",
    };

    private void Count(string method, int? code) => _metrics.Count(method, "in-process", code);
}
