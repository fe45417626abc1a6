namespace Slipway.EndToEnd.Tests.Planes;

/// <summary>A timer of a <see cref="LeapingClock"/>.</summary>
internal sealed class LeapingTimer(LeapingClock clock, Action ring) : ITimer
{
    private volatile bool _disposed;

    /// <summary>The clock's timestamp at which it rings; null for never. The clock's lock guards it.</summary>
    public long? Due { get; set; }

    /// <summary>The time between rings; not positive for one ring only. The clock's lock guards it.</summary>
    public TimeSpan Period { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
        {
            return false;
        }

        clock.Set(this, dueTime, period);
        return true;
    }

    public void Ring()
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
