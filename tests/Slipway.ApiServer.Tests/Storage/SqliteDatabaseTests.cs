using Microsoft.Extensions.Time.Testing;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Storage.Sqlite;
using static Slipway.ApiServer.Tests.Storage.Writes;

namespace Slipway.ApiServer.Tests.Storage;

public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly FakeTimeProvider _time = new();

    private string File => Path.Combine(_directory.Path, "slipway.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Reopen_AfterWrites_HasStateHistoryAndCounter()
    {
        await using (var database = await OpenAsync())
        {
            var store = await database.OpenSpaceAsync("plane");
            var created = await CreateAsync(store, Pod("a"), "1");
            await UpdateAsync(store, created, "2");
            await DeleteAsync(store, await CreateAsync(store, Pod("b")));
        }

        await using var reopened = await OpenAsync();
        Assert.Equal(["plane"], reopened.ListSpaces());
        var again = await reopened.OpenSpaceAsync("plane");
        Assert.Equal(5, again.Revision);
        var kept = Assert.Single(again.List(new StoreQuery("pods")).Items);
        Assert.Equal((3, 2), (kept.Revision, kept.CreateRevision));
        Assert.Contains("\"data\":\"2\"", Text(kept));

        using var watcher = again.Watch("pods", null, 2);
        var events = ReadAvailable(watcher);
        Assert.Equal([StoreEventKind.Updated, StoreEventKind.Created, StoreEventKind.Deleted], events.Select(e => e.Kind));
        Assert.Equal([3L, 4, 5], events.Select(e => e.Revision));
        Assert.Equal(2, events[0].Previous!.Revision);
        Assert.Equal(6, (await CreateAsync(again, Pod("c"))).Revision);
    }

    [Fact]
    public async Task Compaction_OfAllButTheWindow_KeepsStateAndCounter()
    {
        var options = new StoreOptions { HistoryLimit = 10 };
        await using (var database = await OpenAsync())
        {
            var store = await database.OpenSpaceAsync("plane", options);
            var current = await CreateAsync(store, Pod("a"));
            await CreateAsync(store, Pod("stays"));
            for (var i = 0; i < 3000; i++)
            {
                current = (await store.CommitAsync(StoreWrite.Update(current.Key, current.Revision, Json(new string('x', 1000))))).Object!;
            }

            await DeleteAsync(store, current);
            _time.Advance(TimeSpan.FromHours(1));
            await database.DropSpaceAsync("none");
        }

        await using var reopened = await OpenAsync();
        var again = await reopened.OpenSpaceAsync("plane", options);
        Assert.Equal(3004, again.Revision);
        Assert.Equal(["stays"], again.List(new StoreQuery("pods")).Items.Select(item => item.Key.Name));
        Assert.Throws<RevisionTooOldException>(() => again.Watch("pods", null, 2000));
        again.Watch("pods", null, 3004).Dispose();
        Assert.InRange(new FileInfo(File).Length, 0, 3_000_000);
        Assert.Equal(3005, (await CreateAsync(again, Pod("a"))).Revision);
    }

    [Fact]
    public async Task Spaces_AreApart_AndADroppedOneIsGone()
    {
        await using (var database = await OpenAsync())
        {
            var one = await database.OpenSpaceAsync("one");
            var two = await database.OpenSpaceAsync("two");
            Assert.Same(one, await database.OpenSpaceAsync("one"));
            await CreateAsync(one, Pod("a"));
            await CreateAsync(two, Pod("b"));
            using var watcher = one.Watch("pods", null, 2);

            await database.DropSpaceAsync("one");
            Assert.False(await watcher.WaitToReadAsync());
            Assert.Equal(WatchEnd.Closed, watcher.End);
            await Assert.ThrowsAsync<StoreUnavailableException>(() => CreateAsync(one, Pod("c")));
            var newOne = await database.OpenSpaceAsync("one");
            Assert.Equal(1, newOne.Revision);
            Assert.Equal(["one", "two"], database.ListSpaces());
            await database.DropSpaceAsync("one");
        }

        await using var reopened = await OpenAsync();
        Assert.Equal(["two"], reopened.ListSpaces());
        Assert.NotNull((await reopened.OpenSpaceAsync("two")).Get(Pod("b")));
    }

    [Fact]
    public async Task Open_WhenAnotherHasIt_SaysSo()
    {
        await using var database = await OpenAsync();
        var error = await Assert.ThrowsAsync<StoreInUseException>(OpenAsync);
        Assert.Equal(_directory.Path, error.Directory);
    }

    [Fact]
    public async Task Open_NotADatabase_SaysSoAndLeavesItAlone()
    {
        var text = string.Concat(Enumerable.Repeat("this is no database. ", 500));
        await System.IO.File.WriteAllTextAsync(File, text);
        await Assert.ThrowsAsync<StoreCorruptException>(OpenAsync);
        Assert.Equal(text, await System.IO.File.ReadAllTextAsync(File));
    }

    [Fact]
    public async Task OpenSpace_DamagedContent_SaysWhichRecordAndOthersStillOpen()
    {
        const string Marker = "a-text-found-nowhere-else";
        await using (var database = await OpenAsync())
        {
            await CreateAsync(await database.OpenSpaceAsync("bad"), Pod("a"), Marker);
            await CreateAsync(await database.OpenSpaceAsync("good"), Pod("a"));
        }

        var bytes = await System.IO.File.ReadAllBytesAsync(File);
        var at = bytes.AsSpan().IndexOf("a-text-found-nowhere-else"u8);
        bytes[at] ^= 1;
        await System.IO.File.WriteAllBytesAsync(File, bytes);

        await using var reopened = await OpenAsync();
        var error = await Assert.ThrowsAsync<StoreCorruptException>(async () => await reopened.OpenSpaceAsync("bad"));
        Assert.Contains("revision 2 (pods/default/a)", error.Message);
        await CreateAsync(await reopened.OpenSpaceAsync("good"), Pod("b"));
    }

    [Fact]
    public async Task Open_DirectoryIsAFile_SaysSo()
        => await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
        {
            var path = Path.Combine(_directory.Path, "file");
            await System.IO.File.WriteAllTextAsync(path, "");
            await SqliteDatabase.OpenAsync(path, _time);
        });

    [Fact]
    public async Task Commit_DiskFull_FailsAndLosesNothing()
    {
        var answered = 0;
        await using (var database = await SqliteDatabase.OpenAsync(_directory.Path, _time, encryption: null, maxPages: 50))
        {
            var store = await database.OpenSpaceAsync("plane");
            var error = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
            {
                while (true)
                {
                    await CreateAsync(store, Pod($"p{answered}"), new string('x', 2000));
                    answered++;
                }
            });

            Assert.Contains("full", error.Message);
            Assert.Equal(answered, store.List(new StoreQuery("pods")).Items.Count);
            Assert.Null(store.GetLatest(Pod($"p{answered}")));
        }

        await using var reopened = await OpenAsync();
        var again = await reopened.OpenSpaceAsync("plane");
        Assert.Equal(answered, again.List(new StoreQuery("pods")).Items.Count);
        await CreateAsync(again, Pod("after"));
    }

    [Fact]
    public async Task Dispose_WithWritesUnderWay_AnswersThemFirst()
    {
        var database = await OpenAsync();
        var store = await database.OpenSpaceAsync("plane");
        var commits = Enumerable.Range(0, 50)
            .Select(i => store.CommitAsync(StoreWrite.Create(Pod($"p{i}"), Json(""))).AsTask()).ToList();
        await database.DisposeAsync();

        Assert.All(await Task.WhenAll(commits), outcome => Assert.Equal(CommitStatus.Committed, outcome.Status));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CreateAsync(store, Pod("late")));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await database.OpenSpaceAsync("late"));
    }

    private Task<SqliteDatabase> OpenAsync() => SqliteDatabase.OpenAsync(_directory.Path, _time);
}
