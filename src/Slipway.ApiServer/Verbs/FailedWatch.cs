using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Verbs;

/// <summary>A watch that cannot begin, which its reader is told as the first and only event.</summary>
internal sealed class FailedWatch(KubeApiException reason) : IResourceWatch
{
    public bool IsTellingState => false;

    public bool TryRead(out ResourceWatchEvent next)
    {
        next = default;
        return false;
    }

    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken) => ValueTask.FromException<bool>(reason);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
