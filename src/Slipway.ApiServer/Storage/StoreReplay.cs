namespace Slipway.ApiServer.Storage;

/// <summary>Builds a key space's state and history again from what a journal kept, handed over in revision order.</summary>
/// <param name="compacted">The revision up to which superseded records may be missing; after it every revision must be there.</param>
/// <param name="options">The bounds of the key space.</param>
internal sealed class StoreReplay(long compacted, StoreOptions options)
{
    private HistoryWindow? _history;
    private StoreSnapshot _state = StoreSnapshot.Empty;

    /// <summary>Records at or before the compacted revision that are needed no more, in the order in which they may go.</summary>
    public List<long> Garbage { get; } = [];

    public void Add(StoreEventKind kind, StoredObject recorded, DateTimeOffset time)
    {
        var previous = _state.Find(recorded.Key);
        if (recorded.Revision <= compacted)
        {
            Collect(kind, recorded, previous);
            _state = After(kind, recorded, previous);
            return;
        }

        var history = StartHistory();
        if (recorded.Revision != _state.Revision + 1 || kind == StoreEventKind.Created != previous is null)
        {
            throw new StoreCorruptException(
                $"the record of revision {recorded.Revision} ({kind} {recorded.Key}) does not follow from revision {_state.Revision}.");
        }

        _state = After(kind, recorded, previous);
        history.Add(new StoreEvent(kind, recorded, previous, time), _state);
    }

    public VersionedStore Build(IJournal journal, TimeProvider time)
    {
        var history = StartHistory();
        return new VersionedStore(journal, options, time, history, _state);
    }

    private HistoryWindow StartHistory()
    {
        if (_history is null)
        {
            _state = _state.At(compacted);
            _history = new HistoryWindow(_state, options);
        }

        return _history;
    }

    private StoreSnapshot After(StoreEventKind kind, StoredObject recorded, StoredObject? previous)
        => kind != StoreEventKind.Deleted ? _state.With(recorded)
            : previous is not null ? _state.Without(recorded)
            : _state;

    private void Collect(StoreEventKind kind, StoredObject recorded, StoredObject? previous)
    {
        if (previous is not null)
        {
            Garbage.Add(previous.Revision);
        }

        if (kind == StoreEventKind.Deleted)
        {
            Garbage.Add(recorded.Revision);
        }
    }
}
