using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Tests.Storage;

/// <summary>A journal whose disk is slow: nothing is durable before the test says so.</summary>
internal sealed class HeldJournal : IJournal
{
    public bool Append(StoreEvent written) => false;

    public void Abandon()
    {
    }

    public void Forget(StoreEvent evicted)
    {
    }

    public static VersionedStore Store(TimeProvider time)
    {
        var options = new StoreOptions();
        var empty = StoreSnapshot.Empty;
        return new VersionedStore(new HeldJournal(), options, time, new HistoryWindow(empty, options), empty);
    }
}
