namespace Slipway.ApiServer.Storage;

/// <summary>One committed write. The same instance is handed to every watcher.</summary>
public sealed class StoreEvent
{
    private EncodedEvent? _encoded;

    internal StoreEvent(StoreEventKind kind, StoredObject current, StoredObject? previous, DateTimeOffset time)
    {
        Kind = kind;
        Current = current;
        Previous = previous;
        Time = time;
    }

    /// <summary>What the write did.</summary>
    public StoreEventKind Kind { get; }

    /// <summary>
    /// The object after the write; for a deletion the last state, with the deletion's revision as its resourceVersion.
    /// </summary>
    public StoredObject Current { get; }

    /// <summary>The object before the write; null for a creation.</summary>
    public StoredObject? Previous { get; }

    /// <summary>The write's revision. Every revision of a key space has exactly one event.</summary>
    public long Revision => Current.Revision;

    /// <summary>When the write was accepted.</summary>
    internal DateTimeOffset Time { get; }

    /// <summary>
    /// The event as bytes for the wire, made once per <paramref name="variant"/> however many watchers ask.
    /// </summary>
    /// <param name="variant">Names the form, for example the API version; compared with <see cref="object.Equals(object)"/>.</param>
    /// <param name="state">Handed to <paramref name="encode"/>, so that it needs no closure.</param>
    /// <param name="encode">Makes the bytes; others asking for the same variant wait for it.</param>
    public ReadOnlyMemory<byte> GetOrAddEncoded<TState>(
        object variant, TState state, Func<StoreEvent, TState, ReadOnlyMemory<byte>> encode)
    {
        var slot = Slot(variant);
        lock (slot)
        {
            slot.Bytes ??= encode(this, state);
            return slot.Bytes.Value;
        }
    }

    /// <summary>Lets the bytes for the wire go; they are made again when they are asked for.</summary>
    internal void ReleaseEncoded() => Volatile.Write(ref _encoded, null);

    private EncodedEvent Slot(object variant)
    {
        while (true)
        {
            var head = Volatile.Read(ref _encoded);
            for (var slot = head; slot is not null; slot = slot.Next)
            {
                if (slot.Variant.Equals(variant))
                {
                    return slot;
                }
            }

            var added = new EncodedEvent(variant, head);
            if (ReferenceEquals(Interlocked.CompareExchange(ref _encoded, added, head), head))
            {
                return added;
            }
        }
    }
}
