namespace Slipway.ApiServer.Storage;

/// <summary>
/// The latest events of a key space, each with the state after it, in a ring: revisions have no gap, so an event is found by
/// its revision. Not synchronised; the store guards it.
/// </summary>
internal sealed class HistoryWindow(StoreSnapshot start, StoreOptions options)
{
    private const int FirstCapacity = 16;

    // Watchers that keep up share an event's wire forms; who is further behind makes them again.
    private const int KeepEncoded = 64;

    // What an event takes besides its objects: itself and the path of the tree that it copied.
    private const int EventOverhead = 1024;

    private (StoreEvent Event, StoreSnapshot After)[] _ring = [];
    private int _head;
    private long _bytes;

    /// <summary>The state before the oldest event that is kept.</summary>
    public StoreSnapshot Start { get; private set; } = start;

    public int Count { get; private set; }

    public void Add(StoreEvent added, StoreSnapshot after)
    {
        if (Count == _ring.Length)
        {
            Grow();
        }

        _ring[Slot(Count)] = (added, after);
        Count++;
        _bytes += Weight(added);
        if (Count > KeepEncoded)
        {
            _ring[Slot(Count - 1 - KeepEncoded)].Event.ReleaseEncoded();
        }
    }

    /// <summary>Takes out the oldest event when it is outside the bounds.</summary>
    public StoreEvent? Trim(DateTimeOffset now)
    {
        return Count == 0 || IsWithinBounds(now) ? null : TakeOldest();
    }

    /// <summary>Takes out all events, oldest first.</summary>
    public IReadOnlyList<StoreEvent> Clear()
    {
        var events = new List<StoreEvent>(Count);
        while (Count > 0)
        {
            events.Add(TakeOldest());
        }

        (_ring, _head) = ([], 0);
        return events;
    }

    /// <summary>The state at a revision; null when that has left the window.</summary>
    public StoreSnapshot? At(long revision)
    {
        var index = revision - Start.Revision;
        return index < 0 ? null : index == 0 ? Start : _ring[Slot((int)index - 1)].After;
    }

    /// <summary>The events after a revision that a watch wants, oldest first.</summary>
    public StoreEvent[] After(long revision, StoreWatcher watcher)
    {
        var found = new List<StoreEvent>();
        for (var index = (int)(revision - Start.Revision); index < Count; index++)
        {
            var candidate = _ring[Slot(index)].Event;
            if (watcher.Wants(candidate))
            {
                found.Add(candidate);
            }
        }

        return [.. found];
    }

    private StoreEvent TakeOldest()
    {
        var (oldest, after) = _ring[_head];
        _bytes -= Weight(oldest);
        _ring[_head] = default;
        _head = Slot(1);
        Count--;
        Start = after;
        return oldest;
    }

    // What letting the event go sets free: the version that it superseded, and the last state of an object that is gone.
    private static int Weight(StoreEvent weighed) =>
        EventOverhead + (weighed.Previous?.Bytes.Length ?? 0) + (weighed.Kind == StoreEventKind.Deleted ? weighed.Current.Bytes.Length : 0);

    private bool IsWithinBounds(DateTimeOffset now) =>
        Count <= options.HistoryLimit && _bytes <= options.HistoryBytes && now - _ring[_head].Event.Time <= options.HistoryAge;

    private int Slot(int index)
    {
        var slot = _head + index;
        return slot < _ring.Length ? slot : slot - _ring.Length;
    }

    private void Grow()
    {
        var larger = new (StoreEvent, StoreSnapshot)[Math.Max(FirstCapacity, _ring.Length * 2)];
        _ring.AsSpan(_head).CopyTo(larger);
        _ring.AsSpan(0, _head).CopyTo(larger.AsSpan(_ring.Length - _head));
        _ring = larger;
        _head = 0;
    }
}
