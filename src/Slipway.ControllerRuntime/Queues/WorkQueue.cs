using Slipway.ControllerRuntime.Metrics;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ControllerRuntime.Queues;

/// <summary>
/// Keys that wait for a worker. A key is in the queue once, however often it is added; it is with one worker at a time, and when it
/// is added meanwhile it comes back after <see cref="Done"/>. No key is lost.
/// </summary>
internal sealed class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    // Of so many keys taken in a row one is a resync, so that a busy controller still resyncs.
    private const int ResyncShare = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Entry> _entries = [];
    private readonly Queue<TKey> _fresh = new();
    private readonly Queue<TKey> _resync = new();
    private readonly PriorityQueue<TKey, DateTimeOffset> _delayed = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private readonly TimeProvider _time;
    private readonly Backoff _backoff;
    private readonly QueueMetrics _metrics;
    private readonly ITimer _timer;
    private DateTimeOffset _timerDue = DateTimeOffset.MaxValue;
    private int _queued;
    private int _taken;
    private bool _disposed;

    public WorkQueue(TimeProvider time, IRandomSource random, BackoffOptions backoff, QueueMetrics metrics)
    {
        _time = time;
        _metrics = metrics;
        _backoff = new Backoff(backoff, random);
        _timer = time.CreateTimer(
            static queue => ((WorkQueue<TKey>)queue!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The queue as it is now.</summary>
    public QueueState State
    {
        get
        {
            lock (_lock)
            {
                var (now, unfinished, longest) = (_time.GetTimestamp(), TimeSpan.Zero, TimeSpan.Zero);
                foreach (var entry in _entries.Values.Where(e => e.Processing))
                {
                    var worked = _time.GetElapsedTime(entry.Started, now);
                    unfinished += worked;
                    longest = worked > longest ? worked : longest;
                }

                return new QueueState(_queued, unfinished, longest);
            }
        }
    }

    /// <summary>Makes the key ready now, or as soon as its worker is done with it.</summary>
    public void Add(TKey key, WorkPriority priority = WorkPriority.Fresh)
    {
        lock (_lock)
        {
            Enqueue(key, EntryOf(key), priority);
        }
    }

    /// <summary>Makes the key ready after a delay; of several delays the earliest counts. Taking the key cancels it: whoever works on a key
    /// says anew when to look again.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        lock (_lock)
        {
            var entry = EntryOf(key);
            if (delay <= TimeSpan.Zero)
            {
                Enqueue(key, entry, WorkPriority.Fresh);
                return;
            }

            _metrics.Retried();
            var due = _time.GetUtcNow() + delay;
            if (due < entry.Due)
            {
                entry.Due = due;
                _delayed.Enqueue(key, due);
                SetTimer();
            }
        }
    }

    /// <summary>Counts a failure and makes the key ready after the delay that this many failures earn.</summary>
    public TimeSpan AddAfterFailure(TKey key)
    {
        lock (_lock)
        {
            var delay = _backoff.Delay(++EntryOf(key).Failures);
            AddAfter(key, delay);
            return delay;
        }
    }

    /// <summary>Counts a failure that no retry can cure: the key is looked at again only after the longest delay.</summary>
    public TimeSpan AddAfterCeiling(TKey key)
    {
        AddAfter(key, _backoff.Ceiling);
        return _backoff.Ceiling;
    }

    /// <summary>Forgets the failures of a key.</summary>
    public void ForgetFailures(TKey key)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var entry))
            {
                entry.Failures = 0;
                RemoveIfIdle(key, entry);
            }
        }
    }

    /// <summary>Waits for a key. Whoever takes it must call <see cref="Done"/>.</summary>
    public async ValueTask<TKey> TakeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            TaskCompletionSource ready;
            lock (_lock)
            {
                if (_queued > 0)
                {
                    return Take();
                }

                _waiting.Enqueue(ready = new(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            await using var cancelled = cancellationToken.UnsafeRegister(
                static (waiting, token) => ((TaskCompletionSource)waiting!).TrySetCanceled(token), ready);
            await ready.Task;
        }
    }

    /// <summary>The worker is done with the key.</summary>
    public void Done(TKey key)
    {
        lock (_lock)
        {
            var entry = _entries[key];
            entry.Processing = false;
            _metrics.Done(_time.GetElapsedTime(entry.Started));
            if (entry.Again is { } priority)
            {
                entry.Again = null;
                MakeReady(key, entry, priority);
            }

            RemoveIfIdle(key, entry);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            // The timer or a watch may still call: nobody takes what they add.
            _disposed = true;
            _timer.Dispose();
        }
    }

    private Entry EntryOf(TKey key)
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            _entries[key] = entry = new Entry();
        }

        return entry;
    }

    private void Enqueue(TKey key, Entry entry, WorkPriority priority)
    {
        if (_disposed)
        {
            return;
        }

        if ((entry.Processing ? entry.Again : entry.Queued) is null)
        {
            entry.Added = _time.GetTimestamp();
            _metrics.Added();
        }

        if (entry.Processing)
        {
            entry.Again = entry.Again is WorkPriority.Fresh ? WorkPriority.Fresh : priority;
        }
        else
        {
            MakeReady(key, entry, priority);
        }
    }

    private void MakeReady(TKey key, Entry entry, WorkPriority priority)
    {
        if (_disposed)
        {
            return;
        }

        if (entry.Queued is null)
        {
            _queued++;
            WakeOne();
        }
        else if (entry.Queued <= priority)
        {
            return;
        }

        // A key that moves up leaves its old place behind; Dequeue passes over it.
        entry.Queued = priority;
        (priority == WorkPriority.Fresh ? _fresh : _resync).Enqueue(key);
    }

    // Whoever has stopped waiting is passed over. Who is woken and finds the key taken by another waits again.
    private void WakeOne()
    {
        while (_waiting.TryDequeue(out var waiting) && !waiting.TrySetResult())
        {
        }
    }

    private TKey Take()
    {
        var key = Dequeue();
        var entry = _entries[key];
        entry.Queued = null;
        entry.Processing = true;
        entry.Due = DateTimeOffset.MaxValue;
        _queued--;
        entry.Started = _time.GetTimestamp();
        _metrics.Taken(_time.GetElapsedTime(entry.Added, entry.Started));
        return key;
    }

    private TKey Dequeue()
    {
        var resyncFirst = ++_taken % ResyncShare == 0;
        while (true)
        {
            var fromResync = _fresh.Count == 0 || (resyncFirst && _resync.Count > 0);
            var key = (fromResync ? _resync : _fresh).Dequeue();
            if (_entries.TryGetValue(key, out var entry)
                && entry.Queued == (fromResync ? WorkPriority.Resync : WorkPriority.Fresh))
            {
                return key;
            }
        }
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            _timerDue = DateTimeOffset.MaxValue;
            var now = _time.GetUtcNow();
            while (_delayed.TryPeek(out var key, out var due) && due <= now)
            {
                _delayed.Dequeue();
                if (_entries.TryGetValue(key, out var entry) && entry.Due == due)
                {
                    entry.Due = DateTimeOffset.MaxValue;
                    Enqueue(key, entry, WorkPriority.Fresh);
                }
            }

            SetTimer();
        }
    }

    private void SetTimer()
    {
        if (!_disposed && _delayed.TryPeek(out _, out var due) && due < _timerDue)
        {
            _timerDue = due;
            var delay = due - _time.GetUtcNow();
            // A timer counts whole milliseconds: round up, or it would fire before the key is due.
            _timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(delay.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
        }
    }

    private void RemoveIfIdle(TKey key, Entry entry)
    {
        if (entry is { Queued: null, Processing: false, Failures: 0 } && entry.Due == DateTimeOffset.MaxValue)
        {
            _entries.Remove(key);
        }
    }

    private sealed class Entry
    {
        public WorkPriority? Queued { get; set; }

        public bool Processing { get; set; }

        public WorkPriority? Again { get; set; }

        public int Failures { get; set; }

        /// <summary>When it was asked for, and when its worker took it.</summary>
        public long Added { get; set; }

        public long Started { get; set; }

        public DateTimeOffset Due { get; set; } = DateTimeOffset.MaxValue;
    }
}
