using System.Collections.Concurrent;

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>One key space's part in the shared database file.</summary>
internal sealed class SqliteJournal(SqliteWriter writer, string name, long space) : IJournal
{
    /// <summary>So many deletable records are worth a transaction while the space is busy; the rest goes with the maintenance.</summary>
    public const int Bite = 512;

    // Deleting in this order never lets a record go before those it supersedes, or a deleted object would come back.
    private readonly ConcurrentQueue<(long Revision, long CompactedThrough)> _garbage = new();

    // What is being deleted; it stays in hand until that is on disk.
    private readonly List<(long Revision, long CompactedThrough)> _bite = [];

    public string Name { get; } = name;

    public long Space { get; } = space;

    public bool HasGarbage => !_garbage.IsEmpty || _bite.Count > 0;

    /// <summary>Counts how often the writes under way were given up: what waits from before is not written.</summary>
    public int Epoch { get; private set; }

    /// <summary>Set once, before the first write.</summary>
    public VersionedStore Store { get; private set; } = null!;

    /// <summary>The writer's note that the space is gone; what is still under way for it is not written.</summary>
    public bool IsDropped { get; set; }

    /// <summary>The writer's note of the last revision in the transaction under way; 0 when it has none.</summary>
    public long Written { get; set; }

    public void Load(SqliteFile file, long compacted, StoreOptions options, TimeProvider time)
    {
        var replay = new StoreReplay(compacted, options);
        file.Replay(Space, replay);
        foreach (var revision in replay.Garbage)
        {
            _garbage.Enqueue((revision, compacted));
        }

        Store = replay.Build(this, time);
        Store.TrimHistory();
    }

    public bool Append(StoreEvent written)
    {
        writer.Write(new QueuedWrite(this, written, Epoch));
        return false;
    }

    public void Abandon() => Epoch++;

    public void Forget(StoreEvent evicted)
    {
        if (evicted.Previous is { } previous)
        {
            _garbage.Enqueue((previous.Revision, evicted.Revision));
        }

        if (evicted.Kind == StoreEventKind.Deleted)
        {
            _garbage.Enqueue((evicted.Revision, evicted.Revision));
        }

        if (_garbage.Count >= Bite)
        {
            writer.Compact(this);
        }
    }

    /// <summary>Deletes some records that are needed no more, in the transaction that is open.</summary>
    public void DeleteBite(SqliteFile file)
    {
        while (_bite.Count < Bite && _garbage.TryDequeue(out var next))
        {
            _bite.Add(next);
        }

        foreach (var (revision, _) in _bite)
        {
            file.Delete(Space, revision);
        }

        if (_bite.Count > 0)
        {
            file.SetCompacted(new SpaceRecord(Space, Name, _bite[^1].CompactedThrough));
        }
    }

    /// <summary>The deletions are on disk.</summary>
    public void EndBite() => _bite.Clear();
}
