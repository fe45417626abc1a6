namespace Slipway.EndToEnd.Tests.Simulation;

/// <summary>The clock of one thread: it stands still while something can run there, then leaps to the next timer.</summary>
internal sealed class LeapingClock(DateTimeOffset start) : TimeProvider
{
    // Timers that ring within so short a time ring together, as on a busy machine.
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(500);

    private readonly PriorityQueue<LeapingTimer, (long Due, long Number)> _timers = new();
    private long _now;
    private long _numbers;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start.AddTicks(_now);

    public override long GetTimestamp() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LeapingTimer(this, () => callback(state), SynchronizationContext.Current!);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Leaps to the next timer, and rings those whose time has come.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Leap()
    {
        if (Next() is not { } next)
        {
            return false;
        }

        _now = Math.Max(_now, next + Together.Ticks);
        while (Next() <= _now)
        {
            Ring(_timers.Dequeue());
        }

        return true;
    }

    /// <summary>Sets when a timer rings next.</summary>
    internal void Set(LeapingTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        timer.Period = period;
        timer.Due = dueTime == Timeout.InfiniteTimeSpan ? null : _now + dueTime.Ticks;
        Enqueue(timer);
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
