using Slipway.ApiServer.Storage;
using static Slipway.ApiServer.Tests.Storage.Writes;

namespace Slipway.ApiServer.Tests.Storage;

public sealed class DurabilityTests
{
    private readonly VersionedStore _store = HeldJournal.Store(TimeProvider.System);

    [Fact]
    public async Task Commit_NotYetDurable_IsSeenByGetLatestOnly()
    {
        using var watcher = _store.ListAndWatch("pods", null, out _);
        var commit = _store.CommitAsync(StoreWrite.Create(Pod("a"), Json("1"))).AsTask();

        Assert.Equal(2, _store.GetLatest(Pod("a"))!.Revision);
        Assert.Null(_store.Get(Pod("a")));
        Assert.Empty(_store.List(new StoreQuery("pods")).Items);
        Assert.Equal(1, _store.Revision);
        Assert.False(watcher.TryRead(out _));
        Assert.False(commit.IsCompleted);

        _store.Complete(2);
        Assert.Same((await commit).Object, _store.Get(Pod("a")));
        Assert.True(watcher.TryRead(out _));
    }

    [Fact]
    public async Task Commit_OnTopOfAnotherThatIsNotYetDurable_DoesNotConflict()
    {
        var create = _store.CommitAsync(StoreWrite.Create(Pod("a"), Json("1"))).AsTask();
        var update = _store.CommitAsync(StoreWrite.Update(Pod("a"), _store.GetLatest(Pod("a"))!.Revision, Json("2"))).AsTask();

        _store.Complete(2);
        Assert.Equal(CommitStatus.Committed, (await create).Status);
        Assert.Equal(2, _store.Get(Pod("a"))!.Revision);
        Assert.False(update.IsCompleted);

        _store.Complete(3);
        Assert.Equal(CommitStatus.Committed, (await update).Status);
        Assert.Contains("\"data\":\"2\"", Text(_store.Get(Pod("a"))!));
    }

    [Fact]
    public async Task Commit_RefusedForAWriteNotYetDurable_AnswersWhenThatIs()
    {
        var create = _store.CommitAsync(StoreWrite.Create(Pod("a"), Json("1"))).AsTask();
        var again = _store.CommitAsync(StoreWrite.Create(Pod("a"), Json("2"))).AsTask();
        Assert.False(again.IsCompleted);

        _store.Complete(2);
        await create;
        Assert.Equal(CommitStatus.AlreadyExists, (await again).Status);
    }

    [Fact]
    public async Task WhenCommitted_FollowsTheWrite()
    {
        var commit = _store.CommitAsync(StoreWrite.Create(Pod("a"), Json("1"))).AsTask();
        var version = _store.GetLatest(Pod("a"))!;
        var waiting = _store.WhenCommittedAsync(version).AsTask();
        Assert.False(waiting.IsCompleted);

        _store.Complete(2);
        await waiting;
        await commit;
        await _store.WhenCommittedAsync(version);
    }

    [Fact]
    public async Task Reject_WithWritesUnderWay_FailsThemAndTakesLaterOnes()
    {
        using var watcher = _store.ListAndWatch("pods", null, out _);
        var create = _store.CommitAsync(StoreWrite.Create(Pod("a"), Json("1"))).AsTask();
        var rejected = _store.GetLatest(Pod("a"))!;
        var again = _store.CommitAsync(StoreWrite.Create(Pod("a"), Json("2"))).AsTask();

        _store.Reject(new StoreUnavailableException("the disk is full."));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => create);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => again);
        Assert.Null(_store.GetLatest(Pod("a")));
        var other = _store.CommitAsync(StoreWrite.Create(Pod("b"), Json("3"))).AsTask();
        _store.Complete(2);
        Assert.Equal(2, (await other).Object!.Revision);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await _store.WhenCommittedAsync(rejected));
        Assert.Equal("b", Assert.Single(ReadAvailable(watcher)).Current.Key.Name);
        Assert.Equal(WatchEnd.None, watcher.End);
    }

    [Fact]
    public async Task Fail_WithWritesUnderWay_FailsThemAndAllLaterOnesButNotReads()
    {
        using var watcher = _store.ListAndWatch("pods", null, out _);
        var create = _store.CommitAsync(StoreWrite.Create(Pod("a"), Json("1"))).AsTask();
        _store.Complete(2);
        var update = _store.CommitAsync(StoreWrite.Update(Pod("a"), 2, Json("2"))).AsTask();

        _store.Fail(new StoreUnavailableException("the disk is full."));

        await create;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => update);
        var later = await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await _store.CommitAsync(StoreWrite.Create(Pod("b"), Json("1"))));
        Assert.Contains("disk is full", later.Message);
        Assert.Equal(2, _store.Get(Pod("a"))!.Revision);
        Assert.Equal(2, _store.GetLatest(Pod("a"))!.Revision);
        Assert.Single(ReadAvailable(watcher));
        Assert.False(await watcher.WaitToReadAsync());
        Assert.Equal(WatchEnd.Closed, watcher.End);
    }
}
