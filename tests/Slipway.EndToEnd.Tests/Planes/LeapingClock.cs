namespace Slipway.EndToEnd.Tests.Planes;

/// <summary>A clock that stands still while somebody works, and leaps to the next timer while all only wait: delays cost no time.</summary>
internal sealed class LeapingClock(DateTimeOffset start) : TimeProvider
{
    // Timers that ring within so short a time ring together, as on a busy machine.
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<LeapingTimer, (long Due, long Number)> _timers = new();
    private Activity? _activity;
    private long _now;
    private long _numbers;

    /// <summary>Who works by this clock; while there is nobody, it does not leap.</summary>
    public Activity? Activity
    {
        get => Volatile.Read(ref _activity);
        set => Volatile.Write(ref _activity, value);
    }

    /// <summary>Whether whoever works by it is at rest.</summary>
    public bool MayLeap => Activity is { IsIdle: true };

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start.AddTicks(GetTimestamp());

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LeapingTimer(this, () => callback(state), SynchronizationContext.Current);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Leaps to the next timer.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Leap()
    {
        lock (_lock)
        {
            if (Next() is not { } next)
            {
                return false;
            }

            _now = Math.Max(_now, next + Together.Ticks);
        }

        return RingDue();
    }

    /// <summary>Goes on by some time.</summary>
    public void GoOn(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);

    /// <summary>Rings the timers whose time has come.</summary>
    /// <returns>Whether there were any.</returns>
    public bool RingDue()
    {
        lock (_lock)
        {
            var rung = false;
            while (Next() <= _now)
            {
                Ring(_timers.Dequeue());
                rung = true;
            }

            return rung;
        }
    }

    /// <summary>Sets when a timer rings next.</summary>
    internal void Set(LeapingTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            timer.Period = period;
            timer.Due = dueTime == Timeout.InfiniteTimeSpan ? null : _now + dueTime.Ticks;
            Enqueue(timer);
        }
    }

    private void Enqueue(LeapingTimer timer)
    {
        if (timer.Due is { } due)
        {
            timer.Number = _numbers++;
            _timers.Enqueue(timer, (due, timer.Number));
        }
    }

    /// <summary>When a timer rings next; null when none will.</summary>
    private long? Next()
    {
        while (_timers.TryPeek(out var timer, out var turn))
        {
            if (timer.Due == turn.Due && timer.Number == turn.Number)
            {
                return turn.Due;
            }

            // It was changed meanwhile.
            _timers.Dequeue();
        }

        return null;
    }

    private void Ring(LeapingTimer timer)
    {
        timer.Due = timer.Period > TimeSpan.Zero ? timer.Due + timer.Period.Ticks : null;
        Enqueue(timer);
        timer.Post();
    }
}
