namespace Slipway.ApiServer.Storage;

/// <summary>The revision asked for has left the kept history; a client lists anew (HTTP 410, reason Expired).</summary>
public sealed class RevisionTooOldException(long revision, long oldest)
    : StoreException($"revision {revision} is no longer kept; the oldest is {oldest}.")
{
    /// <summary>The revision that was asked for.</summary>
    public long Revision { get; } = revision;

    /// <summary>The oldest revision that can be asked for.</summary>
    public long Oldest { get; } = oldest;
}
