using Microsoft.Extensions.Time.Testing;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Storage.Sqlite;
using static Slipway.ApiServer.Tests.Storage.Writes;

namespace Slipway.ApiServer.Tests.Storage;

public sealed class HistoryBoundTests
{
    [Fact]
    public async Task History_OfLargeObjects_IsBoundedByItsBytes()
    {
        var store = VersionedStore.InMemory(TimeProvider.System, new StoreOptions { HistoryBytes = 1_000_000 });
        var current = await CreateAsync(store, Pod("a"));
        for (var i = 0; i < 100; i++)
        {
            current = await UpdateAsync(store, current, new string('x', 100_000));
        }

        Assert.Throws<RevisionTooOldException>(() => store.Watch("pods", null, store.Revision - 20));
        store.Watch("pods", null, store.Revision - 8).Dispose();
        await DeleteAsync(store, current);
        Assert.Equal("pods", (await CreateAsync(store, Pod("b"))).Key.Resource);
    }

    [Fact]
    public async Task File_UnderChurn_StaysWithinAFewTimesWhatIsKept()
    {
        using var directory = new TempDirectory();
        var options = new StoreOptions { HistoryLimit = 200 };
        var file = new FileInfo(Path.Combine(directory.Path, "slipway.db"));
        var sizes = new List<long>();
        await using var database = await SqliteDatabase.OpenAsync(directory.Path, new FakeTimeProvider());
        var store = await database.OpenSpaceAsync("plane", options);
        for (var round = 0; round < 6; round++)
        {
            for (var i = 0; i < 400; i++)
            {
                var current = await CreateAsync(store, Pod("a"), new string('x', 4000));
                current = await UpdateAsync(store, current, new string('y', 4000));
                await DeleteAsync(store, current);
            }

            file.Refresh();
            sizes.Add(file.Length);
        }

        // 7,200 writes of 4 KB are 29 MB; kept are 200 of them, and what waits for the next bites of the compaction.
        Assert.InRange(sizes[^1], 0, 12_000_000);
        Assert.InRange(sizes[^1], 0, (long)(sizes[2] * 1.2));
    }
}
