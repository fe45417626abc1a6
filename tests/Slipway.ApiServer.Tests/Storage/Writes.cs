using System.Text;
using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Tests.Storage;

/// <summary>Short forms of the writes that the tests make.</summary>
internal static class Writes
{
    public static StoreKey Pod(string name, string @namespace = "default") => new("pods", @namespace, name);

    public static RevisionTemplate Json(string data)
        => RevisionTemplate.Parse(Encoding.UTF8.GetBytes($$"""{"kind":"Pod","metadata":{"name":"x"},"data":"{{data}}"}"""));

    public static string Text(StoredObject stored) => Encoding.UTF8.GetString(stored.Json.Span);

    public static async Task<StoredObject> CreateAsync(VersionedStore store, StoreKey key, string data = "")
        => Committed(await store.CommitAsync(StoreWrite.Create(key, Json(data))));

    public static async Task<StoredObject> UpdateAsync(VersionedStore store, StoredObject current, string data = "")
        => Committed(await store.CommitAsync(StoreWrite.Update(current.Key, current.Revision, Json(data))));

    public static async Task<StoredObject> DeleteAsync(VersionedStore store, StoredObject current)
        => Committed(await store.CommitAsync(StoreWrite.Delete(current)));

    public static List<StoreEvent> ReadAvailable(StoreWatcher watcher)
    {
        var read = new List<StoreEvent>();
        while (watcher.TryRead(out var next))
        {
            read.Add(next);
        }

        return read;
    }

    private static StoredObject Committed(CommitOutcome outcome)
    {
        Assert.Equal(CommitStatus.Committed, outcome.Status);
        return outcome.Object!;
    }
}
