using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Storage.Sqlite;

namespace Slipway.ApiServer.Tests.Storage;

[Collection(MeasuredAloneCollection.Name)]
public sealed class ConcurrencyTests
{
    private const int Writers = 16;
    private const int WritesEach = 60;
    private const int LastRevision = 1 + (Writers * WritesEach);

    [Fact]
    public async Task Watchers_WhileManyWrite_SeeEveryRevisionOnceInOrder()
    {
        using var directory = new TempDirectory();
        await using var database = await SqliteDatabase.OpenAsync(directory.Path, TimeProvider.System);
        var store = await database.OpenSpaceAsync("plane", new StoreOptions { WatchBuffer = 20 });
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(store, writer)));
        var watching = Enumerable.Range(0, 4).Select(_ => ReadAllAsync(store)).ToList();

        await writing;
        foreach (var revisions in await Task.WhenAll(watching))
        {
            Assert.Equal(Enumerable.Range(2, LastRevision - 1).Select(revision => (long)revision), revisions);
        }
    }

    [Fact]
    public async Task Spaces_ManyIdleOnes_CostLittle()
    {
        const int Spaces = 250;
        const long BytesEach = 64 * 1024;
        using var directory = new TempDirectory();
        await using var database = await SqliteDatabase.OpenAsync(directory.Path, TimeProvider.System);
        var stores = new List<VersionedStore>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Spaces; i++)
        {
            stores.Add(await database.OpenSpaceAsync($"cluster-{i}"));
        }

        await Task.WhenAll(stores.Select(store => Writes.CreateAsync(store, Writes.Pod("a"))));

        // Garbage of other tests that run beside this one may have gone in the meantime: there is no lower bound.
        Assert.InRange((GC.GetTotalMemory(forceFullCollection: true) - before) / Spaces, long.MinValue, BytesEach);
        Assert.All(stores, store => Assert.Equal(2, store.Revision));
    }

    private static async Task WriteAsync(VersionedStore store, int writer)
    {
        var current = await Writes.CreateAsync(store, Writes.Pod($"w{writer}"));
        for (var i = 1; i < WritesEach; i++)
        {
            Assert.Same(current, store.Get(current.Key));
            current = await Writes.UpdateAsync(store, current);
        }
    }

    // A client's loop: when it is cut for being slow, it resumes from what it has read.
    private static async Task<List<long>> ReadAllAsync(VersionedStore store)
    {
        var revisions = new List<long>();
        var last = 1L;
        while (last < LastRevision)
        {
            using var watcher = store.Watch("pods", null, last);
            while (last < LastRevision && await watcher.WaitToReadAsync())
            {
                while (watcher.TryRead(out var read))
                {
                    revisions.Add(last = read.Revision);
                    Assert.True(store.Revision >= last);
                }
            }
        }

        return revisions;
    }
}
