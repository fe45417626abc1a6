using Microsoft.Extensions.Time.Testing;
using Slipway.ApiServer.Storage;
using static Slipway.ApiServer.Tests.Storage.Writes;

namespace Slipway.ApiServer.Tests.Storage;

public sealed class VersionedStoreTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Commit_CreateUpdateDelete_CountsRevisionsAndPutsThemIntoTheObject()
    {
        var store = VersionedStore.InMemory(_time);
        Assert.Equal(1, store.Revision);

        var created = await CreateAsync(store, Pod("a"));
        var updated = await UpdateAsync(store, created);
        var deleted = await DeleteAsync(store, updated);

        Assert.Equal((2, 3, 4), (created.Revision, updated.Revision, deleted.Revision));
        Assert.Equal((2, 2, 2), (created.CreateRevision, updated.CreateRevision, deleted.CreateRevision));
        Assert.Contains("\"resourceVersion\":\"4\"", Text(deleted));
        Assert.Null(store.Get(Pod("a")));
    }

    [Fact]
    public async Task Commit_ExpectationNotMet_ChangesNothingAndSaysWhatIsThere()
    {
        var store = VersionedStore.InMemory(_time);
        var created = await CreateAsync(store, Pod("a"));

        Assert.Equal(
            new CommitOutcome(CommitStatus.AlreadyExists, created), await store.CommitAsync(StoreWrite.Create(Pod("a"), Json(""))));
        Assert.Equal(
            new CommitOutcome(CommitStatus.Conflict, created), await store.CommitAsync(StoreWrite.Update(Pod("a"), 1, Json(""))));
        Assert.Equal(
            new CommitOutcome(CommitStatus.Conflict, created), await store.CommitAsync(StoreWrite.Delete(Pod("a"), 1, Json(""))));
        Assert.Equal(
            new CommitOutcome(CommitStatus.NotFound, null), await store.CommitAsync(StoreWrite.Update(Pod("b"), 1, Json(""))));
        Assert.Equal(2, store.Revision);
    }

    [Fact]
    public async Task Commit_CancelledBefore_IsNotAccepted()
    {
        var store = VersionedStore.InMemory(_time);
        var write = StoreWrite.Create(Pod("a"), Json(""));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await store.CommitAsync(write, new CancellationToken(canceled: true)));
        Assert.Equal(1, store.Revision);
    }

    [Fact]
    public async Task List_Pages_AreOfOneRevision()
    {
        var store = VersionedStore.InMemory(_time);
        foreach (var name in new[] { "c", "a", "b", "d" })
        {
            await CreateAsync(store, Pod(name));
        }

        await CreateAsync(store, Pod("a", "other"));
        await CreateAsync(store, new StoreKey("pods.metrics.k8s.io", "default", "a"));

        var first = store.List(new StoreQuery("pods", "default", Limit: 3));
        await CreateAsync(store, Pod("e"));
        await DeleteAsync(store, first.Items[0]);
        var second = store.ListAt(first.Revision, new StoreQuery("pods", "default", first.Items[^1].Key, Limit: 3));

        Assert.Equal(["a", "b", "c"], first.Items.Select(item => item.Key.Name));
        Assert.Equal(1, first.Remaining);
        Assert.Equal(["d"], second.Items.Select(item => item.Key.Name));
        Assert.Equal((first.Revision, 0), (second.Revision, second.Remaining));
        Assert.Equal(5, store.List(new StoreQuery("pods")).Items.Count);
        Assert.Empty(store.List(new StoreQuery("pods", "")).Items);
    }

    [Fact]
    public async Task History_PastItsCount_RefusesOldRevisions()
    {
        var store = VersionedStore.InMemory(_time, new StoreOptions { HistoryLimit = 2 });
        for (var i = 0; i < 4; i++)
        {
            await CreateAsync(store, Pod($"p{i}"));
        }

        var error = Assert.Throws<RevisionTooOldException>(() => store.Watch("pods", null, 2));
        Assert.Equal(3, error.Oldest);
        Assert.Throws<RevisionTooOldException>(() => store.ListAt(2, new StoreQuery("pods")));
        Assert.Equal(2, store.ListAt(3, new StoreQuery("pods")).Items.Count);
        Assert.Throws<RevisionTooNewException>(() => store.ListAt(6, new StoreQuery("pods")));
        Assert.Throws<RevisionTooNewException>(() => store.Watch("pods", null, 6));
    }

    [Fact]
    public async Task History_PastItsAge_RefusesOldRevisions()
    {
        var store = VersionedStore.InMemory(_time, new StoreOptions { HistoryAge = TimeSpan.FromMinutes(1) });
        await CreateAsync(store, Pod("a"));
        _time.Advance(TimeSpan.FromSeconds(61));
        store.Watch("pods", null, 1).Dispose();
        store.TrimHistory();
        Assert.Throws<RevisionTooOldException>(() => store.Watch("pods", null, 1));
        store.Watch("pods", null, 2).Dispose();
    }
}
