using System.Text;
using Slipway.ApiServer.Storage;
using static Slipway.ApiServer.Tests.Storage.Writes;

namespace Slipway.ApiServer.Tests.Storage;

public sealed class StoreWatcherTests
{
    private readonly VersionedStore _store = VersionedStore.InMemory(TimeProvider.System, new StoreOptions { WatchBuffer = 3 });

    [Fact]
    public async Task Watch_FromThePast_GivesHistoryThenLiveEvents()
    {
        var created = await CreateAsync(_store, Pod("a"));
        var updated = await UpdateAsync(_store, created);
        using var watcher = _store.Watch("pods", "default", created.Revision);
        await CreateAsync(_store, Pod("a", "other"));
        await CreateAsync(_store, new StoreKey("services", "default", "a"));
        var deleted = await DeleteAsync(_store, updated);

        var events = ReadAvailable(watcher);
        Assert.Equal([StoreEventKind.Updated, StoreEventKind.Deleted], events.Select(e => e.Kind));
        Assert.Equal([created, updated], events.Select(e => e.Previous));
        Assert.Equal([updated, deleted], events.Select(e => e.Current));
        Assert.Equal(6, deleted.Revision);
    }

    [Fact]
    public async Task ListAndWatch_GoesOnFromExactlyTheList()
    {
        await CreateAsync(_store, Pod("a"));
        using var watcher = _store.ListAndWatch("pods", null, out var initial);
        var added = await CreateAsync(_store, Pod("b"));

        Assert.Equal(["a"], initial.Items.Select(item => item.Key.Name));
        Assert.Same(added, Assert.Single(ReadAvailable(watcher)).Current);
    }

    [Fact]
    public async Task Watch_ReaderTooSlow_IsCutAndCanResumeWithoutLoss()
    {
        using var watcher = _store.Watch("pods", null, 1);
        for (var i = 0; i < 5; i++)
        {
            await CreateAsync(_store, Pod($"p{i}"));
        }

        var read = new List<StoreEvent>();
        await foreach (var next in watcher.ReadAllAsync())
        {
            read.Add(next);
        }

        Assert.Equal(WatchEnd.TooSlow, watcher.End);
        using var resumed = _store.Watch("pods", null, read[^1].Revision);
        Assert.Equal([2L, 3, 4, 5, 6], read.Concat(ReadAvailable(resumed)).Select(e => e.Revision));
    }

    [Fact]
    public async Task Progress_WithUnreadEvents_StaysAtTheLastRead()
    {
        using var watcher = _store.Watch("pods", null, 1);
        await CreateAsync(_store, new StoreKey("services", "default", "a"));
        Assert.Equal(2, watcher.Progress);

        await CreateAsync(_store, Pod("a"));
        await CreateAsync(_store, new StoreKey("services", "default", "b"));
        Assert.Equal(1, watcher.Progress);
        Assert.True(watcher.TryRead(out _));
        Assert.Equal(4, watcher.Progress);
    }

    [Fact]
    public async Task Dispose_EndsTheWatch()
    {
        var watcher = _store.Watch("pods", null, 1);
        watcher.Dispose();
        await CreateAsync(_store, Pod("a"));
        Assert.False(await watcher.WaitToReadAsync());
        Assert.Equal(WatchEnd.Disposed, watcher.End);
    }

    [Fact]
    public async Task GetOrAddEncoded_ManyWatchers_EncodesOncePerVariant()
    {
        using var one = _store.Watch("pods", null, 1);
        using var two = _store.Watch("pods", null, 1);
        await CreateAsync(_store, Pod("a"));
        var first = ReadAvailable(one)[0];
        var second = ReadAvailable(two)[0];
        var encoded = 0;

        foreach (var seen in new[] { first, second, first })
        {
            foreach (var version in new[] { "v1", "v2" })
            {
                var bytes = seen.GetOrAddEncoded(version, version, (_, text) =>
                {
                    encoded++;
                    return Encoding.UTF8.GetBytes(text);
                });
                Assert.Equal(version, Encoding.UTF8.GetString(bytes.Span));
            }
        }

        Assert.Equal(2, encoded);
    }
}
