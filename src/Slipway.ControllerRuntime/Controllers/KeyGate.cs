using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Controllers;

/// <summary>
/// Says when a key may be reconciled again: when the cache has shown what the last pass wrote (read your writes), and not before a time
/// that a server asked for.
/// </summary>
/// <param name="cache">Where writes must be seen.</param>
/// <param name="ceiling">How long a write is awaited at most.</param>
/// <param name="time">The clock.</param>
/// <param name="open">Brings a key back that someone wanted while its gate was closed.</param>
internal sealed class KeyGate(ObjectCache cache, TimeSpan ceiling, TimeProvider time, Action<ObjectKey> open)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectKey, Closed> _closed = [];

    /// <summary>Asks to reconcile a key now.</summary>
    /// <param name="key">The key.</param>
    /// <param name="overdue">True when it may, though the cache has not shown all that was awaited.</param>
    /// <returns>Null when it may; else after how long to ask again if the gate has not opened by then.</returns>
    public TimeSpan? TryEnter(ObjectKey key, out bool overdue)
    {
        Closed? closed;
        overdue = false;
        lock (_lock)
        {
            if (!_closed.TryGetValue(key, out closed))
            {
                return null;
            }

            var now = time.GetUtcNow();
            if (now < closed.NotBefore)
            {
                return closed.NotBefore - now;
            }

            if (closed.Outstanding > 0 && now < closed.Deadline)
            {
                closed.Wanted = true;
                return closed.Deadline - now;
            }

            overdue = closed.Outstanding > 0;
            _closed.Remove(key);
        }

        closed.Dispose();
        return null;
    }

    /// <summary>Closes the gate of a key until all these writes are seen.</summary>
    /// <param name="key">The key.</param>
    /// <param name="awaited">The writes.</param>
    /// <param name="wanted">Whether the key has to come back when they are seen.</param>
    /// <returns>Whether the gate is closed: false when all is seen already.</returns>
    public bool Close(ObjectKey key, IReadOnlyList<AwaitedWrite> awaited, bool wanted)
    {
        var closed = new Closed { Outstanding = 1, Deadline = time.GetUtcNow() + ceiling, Wanted = wanted };
        lock (_lock)
        {
            if (_closed.Remove(key, out var old))
            {
                closed.NotBefore = old.NotBefore;
            }

            _closed[key] = closed;
        }

        foreach (var write in awaited)
        {
            lock (_lock)
            {
                closed.Outstanding++;
            }

            if (cache.FindInformer(write.Type)?.Expect(write.Key, write.Expectation, () => Seen(key, closed)) is { } waiting)
            {
                closed.Add(waiting);
            }
            else
            {
                Release(key, closed, bringBack: false);
            }
        }

        return !Release(key, closed, bringBack: false);
    }

    /// <summary>Keeps a key away for a time that a server asked for.</summary>
    public void HoldFor(ObjectKey key, TimeSpan delay)
    {
        lock (_lock)
        {
            if (!_closed.TryGetValue(key, out var closed))
            {
                _closed[key] = closed = new Closed();
            }

            closed.NotBefore = time.GetUtcNow() + delay;
        }
    }

    /// <summary>The object is gone.</summary>
    public void Forget(ObjectKey key)
    {
        Closed? closed;
        lock (_lock)
        {
            _closed.Remove(key, out closed);
        }

        closed?.Dispose();
    }

    private void Seen(ObjectKey key, Closed closed) => Release(key, closed, bringBack: true);

    /// <returns>Whether nothing is awaited any more.</returns>
    private bool Release(ObjectKey key, Closed closed, bool bringBack)
    {
        lock (_lock)
        {
            if (--closed.Outstanding > 0)
            {
                return false;
            }

            if (!_closed.TryGetValue(key, out var present) || !ReferenceEquals(present, closed))
            {
                return true;
            }

            if (closed.NotBefore <= time.GetUtcNow())
            {
                _closed.Remove(key);
            }

            bringBack &= closed.Wanted;
        }

        if (bringBack)
        {
            open(key);
        }

        return true;
    }

    private sealed class Closed : IDisposable
    {
        private readonly List<IDisposable> _waiting = [];

        public int Outstanding { get; set; }

        public DateTimeOffset Deadline { get; init; }

        public DateTimeOffset NotBefore { get; set; }

        public bool Wanted { get; set; }

        public void Add(IDisposable waiting)
        {
            lock (_waiting)
            {
                _waiting.Add(waiting);
            }
        }

        public void Dispose()
        {
            lock (_waiting)
            {
                _waiting.ForEach(static w => w.Dispose());
            }
        }
    }
}
