namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>A write that waits for the writer's thread.</summary>
/// <param name="Journal">The key space's.</param>
/// <param name="Event">The write.</param>
/// <param name="Epoch">The journal's at that time.</param>
internal readonly record struct QueuedWrite(SqliteJournal Journal, StoreEvent Event, int Epoch)
{
    public bool IsWanted => !Journal.IsDropped && Epoch == Journal.Epoch;
}
