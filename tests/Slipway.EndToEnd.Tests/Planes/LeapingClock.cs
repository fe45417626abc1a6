namespace Slipway.EndToEnd.Tests.Planes;

/// <summary>
/// A clock that goes like any other while somebody works, and leaps to the next timer while all only wait: delays cost no time, and
/// what takes time over a real connection is given it.
/// </summary>
internal sealed class LeapingClock : TimeProvider, IDisposable
{
    // How often it looks whether all wait. They must have for as long: what a watch has to tell may be on its way.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(4);

    // Timers that ring within so short a time ring together, as on a busy machine.
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<LeapingTimer, long> _timers = new();
    private readonly DateTimeOffset _start;
    private readonly long _begun = System.GetTimestamp();
    private readonly ITimer _ticks;
    private Activity? _activity;
    private long _lastLeap = long.MaxValue;
    private long _leapt;
    private long _noted;

    /// <summary>Starts it at a time; it leaps from when it is told whose activity to look at.</summary>
    public LeapingClock(DateTimeOffset start)
    {
        _start = start;
        _ticks = System.CreateTimer(static clock => ((LeapingClock)clock!).OnTick(), this, Tick, Tick);
    }

    /// <summary>Who works by this clock; while there is nobody, it does not leap.</summary>
    public Activity? Activity
    {
        get => Volatile.Read(ref _activity);
        set => Volatile.Write(ref _activity, value);
    }

    /// <summary>It does not leap beyond this time, but goes on: what was done by then may yet be told over a real connection.</summary>
    public DateTimeOffset LastLeap
    {
        set
        {
            lock (_lock)
            {
                _lastLeap = (value - _start).Ticks;
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _start.AddTicks(GetTimestamp());

    public override long GetTimestamp() => System.GetElapsedTime(_begun).Ticks + Interlocked.Read(ref _leapt);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LeapingTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Dispose() => _ticks.Dispose();

    /// <summary>Sets when a timer rings next.</summary>
    internal void Set(LeapingTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            timer.Period = period;
            timer.Due = dueTime == Timeout.InfiniteTimeSpan ? null : GetTimestamp() + dueTime.Ticks;
            if (timer.Due is { } due)
            {
                _timers.Enqueue(timer, due);
            }
        }
    }

    private void OnTick()
    {
        lock (_lock)
        {
            if (IsQuiet() && Next() is { } next && next > GetTimestamp())
            {
                var to = Math.Min(next + Together.Ticks, _lastLeap);
                _leapt += Math.Max(0, to - GetTimestamp());
            }

            while (Next() <= GetTimestamp())
            {
                Ring(_timers.Dequeue());
            }
        }
    }

    private bool IsQuiet()
    {
        // In a busy process, what somebody is about to do waits for a thread: nobody works, and nobody rests.
        var before = _noted;
        _noted = Activity is { IsIdle: true } activity && ThreadPool.PendingWorkItemCount == 0 ? activity.Noted : -1;
        return _noted >= 0 && _noted == before;
    }

    /// <summary>When a timer rings next; null when none will.</summary>
    private long? Next()
    {
        while (_timers.TryPeek(out var timer, out var due))
        {
            if (timer.Due == due)
            {
                return due;
            }

            // It was changed meanwhile.
            _timers.Dequeue();
        }

        return null;
    }

    private void Ring(LeapingTimer timer)
    {
        timer.Due = timer.Period > TimeSpan.Zero ? timer.Due + timer.Period.Ticks : null;
        if (timer.Due is { } due)
        {
            _timers.Enqueue(timer, due);
        }

        _noted = -1;
        ThreadPool.UnsafeQueueUserWorkItem(static ringing => ringing.Ring(), timer, preferLocal: false);
    }
}
