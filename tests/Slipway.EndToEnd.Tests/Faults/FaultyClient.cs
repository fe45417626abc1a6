using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>The API as controllers see it for whom something goes wrong.</summary>
internal sealed class FaultyClient(IKubeClient inner, Injection injection) : DelegatingKubeClient(inner), IDisposable
{
    public override async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, string? ns, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        injection.ThrowIfDead();
        await foreach (var next in injection.WatchAsync(type, stop => Inner.WatchAsync(type, ns, options, stop), cancellationToken))
        {
            injection.ThrowIfDead();
            yield return next;
        }
    }

    // A connection to a workload cluster ends with the program. The management API's client is the test's own.
    public void Dispose() => (Inner as IDisposable)?.Dispose();

    protected override async Task<T> SendAsync<T>(KubeRequest request, Func<Task<T>> send)
    {
        if (request.IsWrite)
        {
            var key = request.Key ?? KeyOf((JsonObject)request.Body!);
            return await injection.WriteAsync(new WriteRequest(TextOf(request), request.Type!, key, Inner) { Body = request.Body }, send);
        }

        injection.ThrowIfDead();
        var answer = await send();
        injection.ThrowIfDead();
        return answer;
    }

    private static string TextOf(KubeRequest request) => request.Verb switch
    {
        KubeVerb.Patch => $"patch {request.Subresource} {request.Body!.ToJsonString()}",
        KubeVerb.Create when request is { Key: not null, Subresource: { } subresource } => $"create {subresource}",
        KubeVerb.Create => "create",
        KubeVerb.Update => "update",
        _ => "delete",
    };

    private static ObjectKey KeyOf(JsonObject body) => new KubeObject(KubeJson.ToUtf8(body)).Key;
}
