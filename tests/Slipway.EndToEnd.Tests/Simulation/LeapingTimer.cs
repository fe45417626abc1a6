namespace Slipway.EndToEnd.Tests.Simulation;

/// <summary>A timer of a <see cref="LeapingClock"/>.</summary>
internal sealed class LeapingTimer(LeapingClock clock, Action ring, SynchronizationContext thread) : ITimer
{
    private bool _disposed;

    /// <summary>The clock's timestamp at which it rings; null for never.</summary>
    public long? Due { get; set; }

    /// <summary>The time between rings; not positive for one ring only.</summary>
    public TimeSpan Period { get; set; }

    /// <summary>Tells which of the times that were set for it counts.</summary>
    public long Number { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
        {
            return false;
        }

        clock.Set(this, dueTime, period);
        return true;
    }

    /// <summary>Has it ring, in its turn.</summary>
    public void Post() => thread.Post(static timer => ((LeapingTimer)timer!).Ring(), this);

    private void Ring()
    {
        if (!_disposed)
        {
            ring();
        }
    }

    public void Dispose()
    {
        Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _disposed = true;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
