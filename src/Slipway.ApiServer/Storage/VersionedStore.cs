using Slipway.ApiServer.Storage.Memory;

namespace Slipway.ApiServer.Storage;

/// <summary>
/// An ordered key space in which every write has a revision: one counter, no gap, never reused. All of it is in memory; a journal
/// makes writes durable. Readers and watchers see durable writes only, and never block a writer.
/// </summary>
public sealed class VersionedStore
{
    private readonly Lock _gate = new();
    private readonly IJournal _journal;
    private readonly StoreOptions _options;
    private readonly TimeProvider _time;
    private readonly HistoryWindow _history;
    private readonly Queue<PendingWrite> _pending = new();
    private readonly WatcherSet _watchers = new();
    private volatile StoreSnapshot _committed;
    private volatile StoreSnapshot _accepted;
    private StoreUnavailableException? _unavailable;

    internal VersionedStore(IJournal journal, StoreOptions options, TimeProvider time, HistoryWindow history, StoreSnapshot current)
    {
        _journal = journal;
        _options = options;
        _time = time;
        _history = history;
        _committed = current;
        _accepted = current;
    }

    /// <summary>The newest committed revision; at least 1.</summary>
    public long Revision => _committed.Revision;

    /// <summary>An empty key space that lives as long as the process and commits synchronously.</summary>
    /// <param name="time">The clock by which history ages.</param>
    /// <param name="options">The bounds; null for the defaults.</param>
    public static VersionedStore InMemory(TimeProvider time, StoreOptions? options = null)
    {
        options ??= new StoreOptions();
        var empty = StoreSnapshot.Empty;
        return new VersionedStore(new MemoryJournal(), options, time, new HistoryWindow(empty, options), empty);
    }

    /// <summary>A key space in memory that begins with what is committed in this one. Both share it; nothing is copied.</summary>
    internal VersionedStore CopyInMemory(TimeProvider time)
    {
        var now = _committed;
        return new VersionedStore(new MemoryJournal(), _options, time, new HistoryWindow(now, _options), now);
    }

    /// <summary>The committed version of an object; null when there is none.</summary>
    public StoredObject? Get(StoreKey key) => _committed.Find(key);

    /// <summary>
    /// The version that the next write will be compared with; it may not be durable yet, so it is for read-modify-write only.
    /// An answer that rests on it must first await <see cref="WhenCommittedAsync"/>.
    /// </summary>
    public StoredObject? GetLatest(StoreKey key) => _accepted.Find(key);

    /// <summary>The committed objects that a query wants, at one revision.</summary>
    public StoreList List(StoreQuery query) => _committed.List(query);

    /// <summary>The objects that a query wants as they were at a past revision, for further pages of one list.</summary>
    /// <param name="revision">The revision of the first page.</param>
    /// <param name="query">The page.</param>
    /// <exception cref="RevisionTooOldException">The revision has left the kept history.</exception>
    /// <exception cref="RevisionTooNewException">The revision is not committed yet.</exception>
    public StoreList ListAt(long revision, StoreQuery query)
    {
        lock (_gate)
        {
            CheckKept(revision);
            return _history.At(revision)!.List(query);
        }
    }

    /// <summary>Watches what comes after a revision.</summary>
    /// <param name="resource">The plural resource with its group, as in <see cref="StoreKey.Resource"/>.</param>
    /// <param name="namespace">Only this namespace; null for all.</param>
    /// <param name="fromRevision">The first event is the next one after this revision.</param>
    /// <exception cref="RevisionTooOldException">The revision has left the kept history.</exception>
    /// <exception cref="RevisionTooNewException">The revision is not committed yet.</exception>
    /// <exception cref="StoreUnavailableException">The store is closed or has failed.</exception>
    public StoreWatcher Watch(string resource, string? @namespace, long fromRevision)
    {
        lock (_gate)
        {
            CheckKept(fromRevision);
            var watcher = AddWatcher(resource, @namespace, fromRevision);
            watcher.StartWith(_history.After(fromRevision, watcher));
            return watcher;
        }
    }

    /// <summary>The state now and a watch that goes on from exactly there.</summary>
    /// <param name="resource">The plural resource with its group, as in <see cref="StoreKey.Resource"/>.</param>
    /// <param name="namespace">Only this namespace; null for all.</param>
    /// <param name="initial">All objects that the watch is about.</param>
    /// <exception cref="StoreUnavailableException">The store is closed or has failed.</exception>
    public StoreWatcher ListAndWatch(string resource, string? @namespace, out StoreList initial)
    {
        StoreSnapshot now;
        StoreWatcher watcher;
        lock (_gate)
        {
            now = _committed;
            watcher = AddWatcher(resource, @namespace, now.Revision);
        }

        initial = now.List(new StoreQuery(resource, @namespace));
        return watcher;
    }

    /// <summary>Commits one write; answers when it is durable, or when it is refused for a state that is durable.</summary>
    /// <param name="write">The write.</param>
    /// <param name="cancellationToken">Looked at before the write is accepted; after that the outcome is always awaited.</param>
    /// <exception cref="StoreUnavailableException">The store is closed or read-only after a failure of its storage.</exception>
    public ValueTask<CommitOutcome> CommitAsync(StoreWrite write, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<CommitOutcome>(cancellationToken);
        }

        lock (_gate)
        {
            if (_unavailable is { } unavailable)
            {
                return ValueTask.FromException<CommitOutcome>(unavailable);
            }

            var current = _accepted.Find(write.Key);
            return Refuse(write, current) is { } refusal ? Answer(refusal) : Accept(write, current);
        }
    }

    /// <summary>Completes when a version that <see cref="GetLatest"/> showed is durable and visible.</summary>
    /// <exception cref="StoreUnavailableException">It could not be stored.</exception>
    public ValueTask WhenCommittedAsync(StoredObject version)
    {
        // In this order: a revision that was given up is used again only after its version was marked.
        if (version.Revision <= _committed.Revision && !version.IsRejected)
        {
            return ValueTask.CompletedTask;
        }

        lock (_gate)
        {
            if (version.IsRejected)
            {
                return ValueTask.FromException(_unavailable ?? new StoreUnavailableException($"{version.Key} was not stored; try again."));
            }

            var ahead = version.Revision - _committed.Revision;
            return ahead <= 0 ? ValueTask.CompletedTask : WhenPendingAsync(ahead);
        }
    }

    /// <summary>Lets events go that are older than the history's bounds; a write does so as well.</summary>
    internal void TrimHistory()
    {
        lock (_gate)
        {
            Trim(_time.GetUtcNow());
        }
    }

    /// <summary>Lets all events go; nobody can ask for what was before now.</summary>
    internal void ForgetHistory()
    {
        lock (_gate)
        {
            foreach (var evicted in _history.Clear())
            {
                _journal.Forget(evicted);
            }
        }
    }

    /// <summary>All writes up to a revision are durable: shows them to readers, watchers and their callers.</summary>
    internal void Complete(long throughRevision)
    {
        lock (_gate)
        {
            while (_pending.TryPeek(out var pending) && pending.Event.Revision <= throughRevision)
            {
                _pending.Dequeue();
                Publish(pending.Event, pending.After);
                pending.SetResult(new CommitOutcome(CommitStatus.Committed, pending.Event.Current));
            }
        }
    }

    /// <summary>Refuses the writes that are under way: the storage could not take them. Those to come may be tried.</summary>
    internal void Reject(StoreUnavailableException reason)
    {
        lock (_gate)
        {
            _accepted = _committed;
            _journal.Abandon();
            while (_pending.TryDequeue(out var pending))
            {
                pending.Event.Current.IsRejected = true;
                pending.SetException(reason);
            }
        }
    }

    /// <summary>Refuses all writes from now on, also those under way, and ends the watches; reading still works.</summary>
    internal void Fail(StoreUnavailableException reason)
    {
        lock (_gate)
        {
            _unavailable ??= reason;
            Reject(_unavailable);
            _watchers.Close();
        }
    }

    internal void Remove(StoreWatcher watcher)
    {
        lock (_gate)
        {
            watcher.Finish(WatchEnd.Disposed);
            _watchers.Remove(watcher);
        }
    }

    internal long ProgressOf(StoreWatcher watcher)
    {
        // The lock keeps the committed revision and the hand-over to watchers together: without it a revision
        // could be promised whose event is just about to be handed over.
        lock (_gate)
        {
            return watcher.HasUnread || watcher.End != WatchEnd.None ? watcher.LastRead : _committed.Revision;
        }
    }

    private static CommitOutcome? Refuse(StoreWrite write, StoredObject? current) => (write.Kind, current) switch
    {
        (StoreEventKind.Created, null) => null,
        (StoreEventKind.Created, _) => new CommitOutcome(CommitStatus.AlreadyExists, current),
        (_, null) => new CommitOutcome(CommitStatus.NotFound, null),
        _ when current.Revision != write.ExpectedRevision => new CommitOutcome(CommitStatus.Conflict, current),
        _ => null,
    };

    private ValueTask<CommitOutcome> Accept(StoreWrite write, StoredObject? current)
    {
        var revision = _accepted.Revision + 1;
        var written = write.Derived is { } content
            ? new StoredObject(write.Key, content, revision)
            : new StoredObject(write.Key, write.Json.Encode(revision), revision, current?.CreateRevision ?? revision, write.Metadata);
        var accepted = new StoreEvent(write.Kind, written, current, _time.GetUtcNow());
        var after = write.Kind == StoreEventKind.Deleted ? _accepted.Without(written) : _accepted.With(written);
        _accepted = after;
        if (_journal.Append(accepted))
        {
            Publish(accepted, after);
            return new ValueTask<CommitOutcome>(new CommitOutcome(CommitStatus.Committed, written));
        }

        var pending = new PendingWrite(accepted, after);
        _pending.Enqueue(pending);
        return new ValueTask<CommitOutcome>(pending.Task);
    }

    // A write that is so far ahead of the committed ones; the lock is held.
    private ValueTask WhenPendingAsync(long ahead) => new(_pending.ElementAt((int)ahead - 1).Task);

    // A refusal may rest on a write that a crash could still undo; nobody hears of it before that cannot happen.
    private ValueTask<CommitOutcome> Answer(CommitOutcome refusal)
    {
        var ahead = (refusal.Object?.Revision ?? _accepted.Revision) - _committed.Revision;
        return ahead <= 0 ? new ValueTask<CommitOutcome>(refusal) : AnswerWhenCommittedAsync(WhenPendingAsync(ahead), refusal);
    }

    private static async ValueTask<CommitOutcome> AnswerWhenCommittedAsync(ValueTask committed, CommitOutcome refusal)
    {
        await committed;
        return refusal;
    }

    private void Publish(StoreEvent published, StoreSnapshot after)
    {
        _committed = after;
        _history.Add(published, after);
        _watchers.Publish(published);
        Trim(published.Time);
    }

    private void Trim(DateTimeOffset now)
    {
        while (_history.Trim(now) is { } evicted)
        {
            _journal.Forget(evicted);
        }
    }

    private StoreWatcher AddWatcher(string resource, string? @namespace, long fromRevision)
    {
        if (_unavailable is { } unavailable)
        {
            throw unavailable;
        }

        var watcher = new StoreWatcher(this, resource, @namespace, fromRevision, _options.WatchBuffer);
        _watchers.Add(watcher);
        return watcher;
    }

    private void CheckKept(long revision)
    {
        if (revision < _history.Start.Revision)
        {
            throw new RevisionTooOldException(revision, _history.Start.Revision);
        }

        if (revision > _committed.Revision)
        {
            throw new RevisionTooNewException(revision, _committed.Revision);
        }
    }
}
