using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Storage.Sqlite;
using static Slipway.ApiServer.Tests.Storage.Writes;

namespace Slipway.ApiServer.Tests.Storage.Faults;

public sealed class FullDiskTests
{
    [Fact]
    public async Task Commit_WhileTheDiskIsFull_Fails_AndSucceedsWhenThereIsSpaceAgain()
    {
        using var disk = SmallDisk.Mount();
        var answered = new List<StoredObject>();
        await using (var database = await SqliteDatabase.OpenAsync(disk.Path, TimeProvider.System))
        {
            var store = await database.OpenSpaceAsync("plane");
            using var watcher = store.Watch("pods", null, store.Revision);
            for (var round = 0; round < 3; round++)
            {
                disk.Fill(left: 200_000);
                var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => CreateUntilFullAsync(store, answered));
                Assert.Contains("the disk is full", error.Message);
                await Assert.ThrowsAsync<StoreUnavailableException>(() => CreateAsync(store, Pod("large"), new string('x', 300_000)));
                Assert.Equal(answered.Count, store.List(new StoreQuery("pods")).Items.Count);

                disk.FreeSpace();
                answered.Add(await CreateAsync(store, Pod($"after-{round}")));
            }

            Assert.Equal(answered.Select(a => a.Revision), ReadAvailable(watcher).Select(e => e.Revision));
        }

        await using var reopened = await SqliteDatabase.OpenAsync(disk.Path, TimeProvider.System);
        var again = await reopened.OpenSpaceAsync("plane");
        Assert.All(answered, a => Assert.Equal(Text(a), Text(again.Get(a.Key)!)));
        Assert.Equal(answered.Count, again.List(new StoreQuery("pods")).Items.Count);
    }

    // Several at once: those that share a transaction with the one that fails, or wait behind it, fail with it.
    private static async Task CreateUntilFullAsync(VersionedStore store, List<StoredObject> answered)
    {
        while (true)
        {
            var outcomes = Enumerable.Range(0, 8)
                .Select(_ => store.CommitAsync(StoreWrite.Create(Pod(Guid.NewGuid().ToString()), Json(new string('x', 2000)))).AsTask()).ToList();
            foreach (var outcome in outcomes)
            {
                await outcome.ContinueWith(static _ => { }, TaskScheduler.Default);
            }

            answered.AddRange(outcomes.Where(o => o.IsCompletedSuccessfully).Select(o => o.Result.Object!));
            await Task.WhenAll(outcomes);
        }
    }
}
