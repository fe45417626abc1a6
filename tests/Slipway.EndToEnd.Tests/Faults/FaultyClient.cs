using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>The API as controllers see it for whom something goes wrong.</summary>
internal sealed class FaultyClient(IKubeClient inner, Life life) : DelegatingKubeClient(inner), IDisposable
{
    public override async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, string? ns, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        life.Injection.ThrowIfDead();
        await foreach (var next in life.Injection.WatchAsync(type, stop => Inner.WatchAsync(type, ns, options, stop), cancellationToken))
        {
            life.Injection.ThrowIfDead();
            life.Activity.Note();
            yield return next;
        }
    }

    // A connection to a workload cluster ends with the program. The management API's client is the test's own.
    public void Dispose() => (Inner as IDisposable)?.Dispose();

    protected override async Task<T> SendAsync<T>(KubeRequest request, Func<Task<T>> send)
    {
        using var working = life.Activity.Work();
        if (request.IsWrite)
        {
            var key = request.Key ?? KeyOf((JsonObject)request.Body!);
            return await life.Injection.WriteAsync(new WriteRequest(TextOf(request), request.Type!, key, Inner), send);
        }

        life.Injection.ThrowIfDead();
        var answer = await send();
        life.Injection.ThrowIfDead();
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
