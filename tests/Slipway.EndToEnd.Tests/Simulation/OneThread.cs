namespace Slipway.EndToEnd.Tests.Simulation;

/// <summary>
/// Runs everything that awaits in it on one thread, one piece after another; which of those that can run is next, a seed says.
/// When none can, its clock leaps to the next timer: delays cost no time. Nothing comes from outside: a seed gives the same run each time.
/// </summary>
internal sealed class OneThread : SynchronizationContext
{
    private readonly List<(SendOrPostCallback Callback, object? State)> _runnable = [];
    private readonly Thread _thread;
    private readonly SeededRandom _order;
    private readonly LeapingClock _clock;
    private volatile string? _problem;

    private OneThread(ulong seed, LeapingClock clock, Action<OneThread> run)
    {
        (_order, _clock) = (new SeededRandom(seed), clock);
        _thread = new Thread(() => run(this)) { IsBackground = true, Name = "story" };
    }

    /// <summary>Runs something, and whatever it starts, until it has ended.</summary>
    /// <param name="seed">Says what runs next.</param>
    /// <param name="clock">The clock of all that runs.</param>
    /// <param name="body">What to run.</param>
    /// <exception cref="InvalidOperationException">Something came from another thread, or all wait for what cannot come.</exception>
    public static Task<T> RunAsync<T>(ulong seed, LeapingClock clock, Func<Task<T>> body)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new OneThread(seed, clock, one => one.Run(body, result))._thread.Start();
        return result.Task;
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Thread.CurrentThread == _thread)
        {
            _runnable.Add((d, state));
        }
        else
        {
            _problem ??= $"something came from another thread, and so a seed does not say when:\n{Environment.StackTrace}";
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("nobody may block this thread");

    private void Run<T>(Func<Task<T>> body, TaskCompletionSource<T> result)
    {
        SetSynchronizationContext(this);
        var running = body();
        while (!running.IsCompleted && _problem is null)
        {
            if (Take() is { } next)
            {
                next.Callback(next.State);
            }
            else if (!_clock.Leap())
            {
                _problem ??= "all wait for something that cannot come: no timer is set";
            }
        }

        // What is left is the end of something that nobody waited for.
        if (_problem is null)
        {
            result.SetFromTask(running);
        }
        else
        {
            result.SetException(new InvalidOperationException(_problem));
        }
    }

    private (SendOrPostCallback Callback, object? State)? Take()
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
