using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Requests;

/// <summary>A watch that is under way. One reader at a time; disposing ends it.</summary>
public interface IResourceWatch : IAsyncDisposable
{
    /// <summary>Whether the events to come are still those of the state that the watch begins with, so that reading them is work.</summary>
    bool IsTellingState { get; }

    /// <summary>Takes the next event when there is one at hand.</summary>
    bool TryRead(out ResourceWatchEvent next);

    /// <summary>
    /// Waits until <see cref="TryRead"/> may succeed; false when the stream is over and the client is to go on from the last version it
    /// saw.
    /// </summary>
    /// <exception cref="KubeApiException">The watch cannot go on; a stream ends with an ERROR event of this status.</exception>
    ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken);
}
