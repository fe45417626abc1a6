namespace Slipway.ApiServer.Storage;

/// <summary>
/// What makes a key space's writes durable. The store calls it while it holds its lock, in revision order; a call must not block.
/// </summary>
internal interface IJournal
{
    /// <summary>Takes over a write.</summary>
    /// <returns>
    /// True when it is durable already; otherwise the journal calls <see cref="VersionedStore.Complete"/> or
    /// <see cref="VersionedStore.Fail"/> later, from its own thread.
    /// </returns>
    bool Append(StoreEvent written);

    /// <summary>The store has given up all writes that were under way, and will use their revisions again.</summary>
    void Abandon();

    /// <summary>An event has left the history window: what it replaced or deleted is needed no more.</summary>
    void Forget(StoreEvent evicted);
}
