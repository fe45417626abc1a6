using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Controllers;

/// <summary>Hears of committed writes. Called by whoever wrote, so it must be quick and must not throw.</summary>
internal interface ICommitObserver
{
    /// <summary>A write was committed.</summary>
    /// <param name="kind">What it did.</param>
    /// <param name="current">The object after the write; for a deletion its last state.</param>
    /// <param name="before">The object before the write, when it was there.</param>
    void Committed(StoreEventKind kind, StoredObject current, StoredObject? before);
}
