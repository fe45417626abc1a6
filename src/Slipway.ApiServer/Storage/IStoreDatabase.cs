namespace Slipway.ApiServer.Storage;

/// <summary>A set of named key spaces that share one storage: the management plane's and one for each workload cluster.</summary>
public interface IStoreDatabase : IAsyncDisposable
{
    /// <summary>The names of all key spaces, open or not, in ordinal order.</summary>
    IReadOnlyList<string> ListSpaces();

    /// <summary>Opens a key space, creating it when there is none of this name; the same instance for every caller.</summary>
    /// <param name="name">Any non-empty text.</param>
    /// <param name="options">The bounds, used by the first opening; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the waiting, not the opening.</param>
    /// <exception cref="StoreCorruptException">The space cannot be read back.</exception>
    /// <exception cref="StoreUnavailableException">The database is closed or has failed.</exception>
    ValueTask<VersionedStore> OpenSpaceAsync(string name, StoreOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Drops a key space with all it holds: its watches end, writes to it fail. Does nothing when there is none.</summary>
    /// <param name="name">The space's name; a later space of this name is a new one with revisions of its own.</param>
    /// <param name="cancellationToken">Ends the waiting, not the dropping.</param>
    /// <exception cref="StoreUnavailableException">The database is closed or has failed.</exception>
    ValueTask DropSpaceAsync(string name, CancellationToken cancellationToken = default);
}
