namespace Slipway.ApiServer.Storage;

/// <summary>The revision asked for has not been reached yet (HTTP 504, cause ResourceVersionTooLarge).</summary>
public sealed class RevisionTooNewException(long revision, long current)
    : StoreException($"revision {revision} is not reached yet; the current one is {current}.")
{
    /// <summary>The revision that was asked for.</summary>
    public long Revision { get; } = revision;

    /// <summary>The newest committed revision.</summary>
    public long Current { get; } = current;
}
