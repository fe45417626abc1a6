using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Tests.Storage;

internal sealed class StoreModel
{
    private readonly SortedDictionary<StoreKey, long> _state = [];
    private readonly List<KeyValuePair<StoreKey, long>[]> _past = [[]];

    public List<(StoreEventKind Kind, StoreKey Key, long Revision)> Events { get; } = [];

    private long Revision => Events.Count + 1;

    public async Task StepAsync(VersionedStore store, int action, StoreKey key, bool stale)
    {
        var exists = _state.TryGetValue(key, out var revision);
        var expected = stale ? revision - 1 : revision;
        var (write, wanted) = action switch
        {
            < 4 => (StoreWrite.Create(key, Writes.Json("")), exists ? CommitStatus.AlreadyExists : CommitStatus.Committed),
            < 7 => (StoreWrite.Update(key, expected, Writes.Json("")), Expect(exists, stale)),
            _ => (StoreWrite.Delete(key, expected, Writes.Json("")), Expect(exists, stale)),
        };

        var outcome = await store.CommitAsync(write);
        Assert.Equal(wanted, outcome.Status);
        if (wanted == CommitStatus.Committed)
        {
            Apply(write.Kind, key);
            Assert.Equal(Revision, outcome.Object!.Revision);
        }
    }

    public void CheckState(VersionedStore store)
    {
        Assert.Equal(Revision, store.Revision);
        foreach (var resource in new[] { "nodes", "pods", "pods.x" })
        {
            Assert.Equal(Wanted(_state, resource, null), Listed(store.List(new StoreQuery(resource))));
            Assert.Equal(Wanted(_state, resource, "a"), Listed(store.List(new StoreQuery(resource, "a"))));
        }
    }

    /// <summary>Lists in pages at every revision that is kept; every watch from there gives exactly what followed.</summary>
    public void CheckHistory(VersionedStore store)
    {
        for (var revision = 1L; revision <= Revision; revision++)
        {
            if (Revision - revision > 60)
            {
                Assert.Throws<RevisionTooOldException>(() => store.Watch("pods", null, revision));
                continue;
            }

            Assert.Equal(Wanted(_past[(int)revision - 1], "pods", null), Pages(store, revision));
            using var watcher = store.Watch("pods", null, revision);
            Assert.Equal(
                Events.Where(e => e.Revision > revision && e.Key.Resource == "pods"),
                Writes.ReadAvailable(watcher).Select(e => (e.Kind, e.Current.Key, e.Revision)));
        }
    }

    private static CommitStatus Expect(bool exists, bool stale)
        => !exists ? CommitStatus.NotFound : stale ? CommitStatus.Conflict : CommitStatus.Committed;

    private static IEnumerable<(StoreKey, long)> Wanted(IEnumerable<KeyValuePair<StoreKey, long>> state, string resource, string? space)
        => state.Where(e => e.Key.Resource == resource && (space is null || e.Key.Namespace == space)).Select(e => (e.Key, e.Value));

    private static IEnumerable<(StoreKey, long)> Listed(StoreList list) => list.Items.Select(item => (item.Key, item.Revision));

    private static List<(StoreKey, long)> Pages(VersionedStore store, long revision)
    {
        var all = new List<(StoreKey, long)>();
        StoreKey? after = null;
        while (true)
        {
            var page = store.ListAt(revision, new StoreQuery("pods", StartAfter: after, Limit: 3));
            all.AddRange(Listed(page));
            if (page.Remaining == 0)
            {
                return all;
            }

            after = page.Items[^1].Key;
        }
    }

    private void Apply(StoreEventKind kind, StoreKey key)
    {
        Events.Add((kind, key, Events.Count + 2));
        if (kind == StoreEventKind.Deleted)
        {
            _state.Remove(key);
        }
        else
        {
            _state[key] = Revision;
        }

        _past.Add([.. _state]);
    }
}
