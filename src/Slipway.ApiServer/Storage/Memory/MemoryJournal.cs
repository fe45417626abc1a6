namespace Slipway.ApiServer.Storage.Memory;

/// <summary>Keeps nothing: every write is as durable as the process at once.</summary>
internal sealed class MemoryJournal : IJournal
{
    public bool Append(StoreEvent written) => true;

    public void Abandon()
    {
    }

    public void Forget(StoreEvent evicted)
    {
    }
}
