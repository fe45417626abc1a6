using System.Runtime.CompilerServices;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Clusters;

/// <summary>
/// Notes each answer of a workload cluster, so that one that is used needs no probes; and asks nothing more of one that lets others wait.
/// </summary>
internal sealed class SignOfLifeClient(IKubeClient inner, Silence silence, Action alive) : DelegatingKubeClient(inner)
{
    public override async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, string? ns, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var change in base.WatchAsync(type, ns, options, cancellationToken))
        {
            alive();
            yield return change;
        }
    }

    // Probes are asked even in silence, and do not break it: an API server without its etcd may answer them and nothing else.
    protected override Task<T> SendAsync<T>(KubeRequest request, Func<Task<T>> send) =>
        request.Verb == KubeVerb.GetRaw ? NotingAsync(send, alive) : AskAsync(send);

    private async Task<T> AskAsync<T>(Func<Task<T>> send)
    {
        silence.Begin();
        try
        {
            return await NotingAsync(send, NoteAnswer);
        }
        finally
        {
            silence.End();
        }
    }

    private static async Task<T> NotingAsync<T>(Func<Task<T>> send, Action answered)
    {
        try
        {
            var answer = await send();
            answered();
            return answer;
        }
        catch (KubeApiException e) when (IsAnswer(e))
        {
            answered();
            throw;
        }
    }

    private void NoteAnswer()
    {
        silence.Break();
        alive();
    }

    // A refusal is an answer too.
    private static bool IsAnswer(KubeApiException refusal) => refusal.Status.Code is not 401 and < 500;
}
