using Slipway.Kubernetes.Waiting;

namespace Slipway.ControllerRuntime.Queues;

/// <summary>
/// How many passes of a controller run at once. A pass that hangs, such as one that waits for a cluster or a cloud that does not answer,
/// gives its place to others after a while: what is slow is nobody's trouble but its own.
/// </summary>
/// <param name="places">How many passes may run that are not slow.</param>
/// <param name="most">How many may run in all.</param>
/// <param name="patience">After how long a pass is slow.</param>
/// <param name="time">The clock.</param>
internal sealed class PassSlots(int places, int most, TimeSpan patience, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Queue<Slot> _started = new();
    private TaskCompletionSource? _changed;
    private int _quick;
    private int _all;

    /// <summary>How many passes run.</summary>
    public int Running
    {
        get
        {
            lock (_lock)
            {
                return _all;
            }
        }
    }

    /// <summary>Waits until another pass may begin. One waits at a time, and begins it.</summary>
    public async ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            TimeSpan wait;
            lock (_lock)
            {
                wait = Age();
                if (_quick < places && _all < most)
                {
                    return;
                }

                changed = NextChange();
            }

            // When it does not change in time, somebody has become slow.
            await changed.CompletesWithinAsync(wait, time, cancellationToken);
        }
    }

    /// <summary>A pass begins; it must be ended.</summary>
    public Slot Begin()
    {
        lock (_lock)
        {
            var slot = new Slot(time.GetTimestamp());
            _started.Enqueue(slot);
            (_quick, _all) = (_quick + 1, _all + 1);
            return slot;
        }
    }

    /// <summary>The pass has ended.</summary>
    public void End(Slot slot)
    {
        lock (_lock)
        {
            slot.HasEnded = true;
            (_quick, _all) = (slot.IsSlow ? _quick : _quick - 1, _all - 1);
            _changed?.SetResult();
            _changed = null;
        }
    }

    /// <summary>Waits until no pass runs any more; none may begin meanwhile.</summary>
    public async Task WaitUntilIdleAsync()
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_all == 0)
                {
                    return;
                }

                changed = NextChange();
            }

            await changed;
        }
    }

    private Task NextChange() => (_changed ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Finds out which passes have become slow; gives the time until the next one may.</summary>
    private TimeSpan Age()
    {
        while (_started.TryPeek(out var oldest))
        {
            var left = patience - time.GetElapsedTime(oldest.Started);
            if (!oldest.HasEnded)
            {
                if (left > TimeSpan.Zero)
                {
                    return left;
                }

                oldest.IsSlow = true;
                _quick--;
            }

            _started.Dequeue();
        }

        return Timeout.InfiniteTimeSpan;
    }

    /// <summary>The place of one pass.</summary>
    internal sealed class Slot(long started)
    {
        public long Started { get; } = started;

        public bool IsSlow { get; set; }

        public bool HasEnded { get; set; }
    }
}
