namespace Slipway.EndToEnd.Tests.Planes;

/// <summary>
/// Runs everything that awaits in it on one thread, one piece after another; which of those that can run is next, a seed says. When none can
/// and nobody is at work, its clock leaps to the next timer: delays cost no time. What goes on outside of the thread (a TLS handshake within
/// the process) is given real time, and comes back when the machine likes.
/// </summary>
internal sealed class OneThread : SynchronizationContext
{
    // How long it waits for what goes on outside, before the clock goes on by as much.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly List<(SendOrPostCallback Callback, object? State)> _runnable = [];
    private readonly AutoResetEvent _arrived = new(initialState: false);
    private readonly SeededRandom _order;
    private readonly LeapingClock _clock;
    private bool _ended;

    private OneThread(ulong seed, LeapingClock clock) => (_order, _clock) = (new SeededRandom(seed), clock);

    /// <summary>Runs something, and whatever it starts, until it has ended.</summary>
    /// <param name="seed">Says what runs next.</param>
    /// <param name="clock">The clock of all that runs.</param>
    /// <param name="body">What to run.</param>
    public static Task<T> RunAsync<T>(ulong seed, LeapingClock clock, Func<Task<T>> body)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => new OneThread(seed, clock).Run(body, result)) { IsBackground = true, Name = "story" }.Start();
        return result.Task;
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_lock)
        {
            if (!_ended)
            {
                _runnable.Add((d, state));
                _arrived.Set();
                return;
            }
        }

        // What comes after the end is the end of something that nobody waited for.
        ThreadPool.UnsafeQueueUserWorkItem(static late => late.d(late.state), (d, state), preferLocal: false);
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("nobody may block this thread");

    private void Run<T>(Func<Task<T>> body, TaskCompletionSource<T> result)
    {
        SetSynchronizationContext(this);
        var running = body();
        while (!running.IsCompleted)
        {
            if (Take() is { } next)
            {
                next.Callback(next.State);
            }
            else
            {
                Rest();
            }
        }

        lock (_lock)
        {
            _ended = true;
        }

        while (Take() is { } left)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static late => late.Callback(late.State), left, preferLocal: false);
        }

        result.SetFromTask(running);
    }

    private (SendOrPostCallback Callback, object? State)? Take()
    {
        lock (_lock)
        {
            if (_runnable.Count == 0)
            {
                return null;
            }

            var index = _order.Next(_runnable.Count);
            var next = _runnable[index];
            _runnable.RemoveAt(index);
            return next;
        }
    }

    /// <summary>Nothing can run.</summary>
    private void Rest()
    {
        if (!_clock.RingDue() && !(_clock.MayLeap && IsQuietOutside() && _clock.Leap()) && !_arrived.WaitOne(Patience))
        {
            _clock.GoOn(Patience);
        }
    }

    /// <summary>Whether the thread pool has nothing that may yet come here, such as a cancellation that it passes on.</summary>
    private bool IsQuietOutside()
    {
        if (!PoolThreads.AreIdle())
        {
            return false;
        }

        lock (_lock)
        {
            return _runnable.Count == 0;
        }
    }
}
