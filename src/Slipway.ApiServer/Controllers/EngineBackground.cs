using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Slipway.ApiServer.Controllers;

/// <summary>
/// Runs what API servers do on their own accord: garbage collection, emptying namespaces, finishing deleted kinds, and what every
/// namespace and cluster has. A few loops, and one timer while something is to be done later, serve any number of engines; they wait
/// while there is nothing to do.
/// </summary>
public sealed partial class EngineBackground : IAsyncDisposable
{
    // Enough for deletions to share a group commit; they do not use the processor for long.
    private const int Workers = 8;

    // Timers take no more than some weeks; a clock that is set meanwhile is seen within this time too.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly Channel<JanitorTask> _tasks = Channel.CreateUnbounded<JanitorTask>();
    private readonly PriorityQueue<JanitorTask, DateTimeOffset> _later = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger<EngineBackground> _logger;
    private readonly Task _running;
    private ITimer? _timer;

    /// <summary>Starts the loops.</summary>
    public EngineBackground(ILogger<EngineBackground> logger)
    {
        _logger = logger;
        _running = Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => RunAsync()));
    }

    /// <summary>Stops the loops; what is not done is found again at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        _tasks.Writer.TryComplete();
        lock (_later)
        {
            _timer?.Dispose();
        }

        _stopping.Cancel();
        await _running;
        _stopping.Dispose();
    }

    internal void Post(JanitorTask task) => _tasks.Writer.TryWrite(task);

    /// <summary>Posts a task when its time has come.</summary>
    internal void PostAt(DateTimeOffset due, JanitorTask task, TimeProvider time)
    {
        lock (_later)
        {
            _later.Enqueue(task, due);
            _timer ??= time.CreateTimer(_ => PostDue(time), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            AwaitNext(time);
        }
    }

    private void PostDue(TimeProvider time)
    {
        lock (_later)
        {
            var now = time.GetUtcNow();
            while (_later.TryPeek(out var task, out var due) && due <= now)
            {
                _later.Dequeue();
                task.Worker.PostDue(task);
            }

            AwaitNext(time);
        }
    }

    private void AwaitNext(TimeProvider time)
    {
        if (_later.TryPeek(out _, out var due))
        {
            // Timers count whole milliseconds: one that fired within the last of them would fire again and again.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling((due - time.GetUtcNow()).TotalMilliseconds));
            _timer!.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (await _tasks.Reader.WaitToReadAsync(_stopping.Token))
            {
                while (_tasks.Reader.TryRead(out var task))
                {
                    await RunAsync(task);
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    private async Task RunAsync(JanitorTask task)
    {
        try
        {
            await task.Worker.RunAsync(task, _stopping.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One object that cannot be cleaned up must not keep the others from it; it is tried again with the next event about it.
            LogFailed(e, task.Work, task.Key.ToString());
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "API server controllers have stopped")]
    private partial void LogStopped();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Work} of {Key} failed")]
    private partial void LogFailed(Exception exception, JanitorWork work, string key);
}
