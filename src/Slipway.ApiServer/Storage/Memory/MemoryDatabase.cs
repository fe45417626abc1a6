namespace Slipway.ApiServer.Storage.Memory;

/// <summary>Key spaces that live as long as the process; every call completes synchronously. For simulation and tests.</summary>
/// <param name="time">The clock by which history ages.</param>
public sealed class MemoryDatabase(TimeProvider time) : IStoreDatabase
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, VersionedStore> _spaces = new(StringComparer.Ordinal);
    private bool _closed;

    /// <inheritdoc/>
    public IReadOnlyList<string> ListSpaces()
    {
        lock (_gate)
        {
            return [.. _spaces.Keys];
        }
    }

    /// <inheritdoc/>
    public ValueTask<VersionedStore> OpenSpaceAsync(
        string name, StoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_gate)
        {
            if (_closed)
            {
                return ValueTask.FromException<VersionedStore>(new StoreUnavailableException("the database is closed."));
            }

            if (!_spaces.TryGetValue(name, out var store))
            {
                _spaces.Add(name, store = VersionedStore.InMemory(time, options));
            }

            return new ValueTask<VersionedStore>(store);
        }
    }

    /// <summary>Another database that begins with what is committed in this one; the past events are left behind. What is written later in
    /// either is not seen in the other.</summary>
    /// <param name="clock">The clock by which the copy's history ages.</param>
    public MemoryDatabase Copy(TimeProvider clock)
    {
        var copy = new MemoryDatabase(clock);
        lock (_gate)
        {
            foreach (var (name, store) in _spaces)
            {
                copy._spaces.Add(name, store.CopyInMemory(clock));
            }
        }

        return copy;
    }

    /// <inheritdoc/>
    public ValueTask DropSpaceAsync(string name, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_spaces.Remove(name, out var store))
            {
                store.Fail(new StoreUnavailableException($"key space {name} was dropped."));
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var store in _spaces.Values)
            {
                store.Fail(new StoreUnavailableException("the database is closed."));
            }
        }

        return ValueTask.CompletedTask;
    }
}
