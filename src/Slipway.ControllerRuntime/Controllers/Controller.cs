using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Metrics;
using Slipway.ControllerRuntime.Queues;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ControllerRuntime.Controllers;

/// <summary>Runs one reconciler: turns changes into keys, and gives each key passes until there is nothing left to do for it.</summary>
internal sealed class Controller : IDisposable
{
    // Passes in a row that may have effects of which nobody can tell whether they changed anything, such as calls, before they are slowed.
    private const int FreePasses = 3;

    // A pass that takes longer waits for somebody outside, such as a workload cluster; so many times the usual number of passes may do that.
    private const int MostSlow = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly IKeyReconciler _reconciler;
    private readonly ObjectCache _cache;
    private readonly ControllerManagerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ControllerConfiguration _configuration = new();
    private readonly WorkQueue<ObjectKey> _queue;
    private readonly PassSlots _slots;
    private readonly KeyGate _gate;
    private readonly Backoff _unsettledDelay;
    private readonly ConcurrentDictionary<ObjectKey, int> _unsettled = new();
    private readonly List<IDisposable> _subscriptions = [];

    public Controller(
        IKeyReconciler reconciler,
        ObjectCache cache,
        ControllerManagerOptions options,
        TimeProvider time,
        IRandomSource random,
        RuntimeMetrics metrics,
        ILogger logger)
    {
        _reconciler = reconciler;
        _cache = cache;
        _options = options;
        _time = time;
        _logger = logger;
        var counts = new QueueMetrics(metrics, reconciler.Name);
        _queue = new WorkQueue<ObjectKey>(time, random, options.Backoff, counts);
        _gate = new KeyGate(cache, options.ReadYourWritesCeiling, time, key => _queue.Add(key));
        _unsettledDelay = new Backoff(new BackoffOptions { Ceiling = TimeSpan.FromSeconds(1) }, random);
        reconciler.Configure(_configuration);
        _slots = new PassSlots(_configuration.Concurrency, _configuration.Concurrency * MostSlow, Patience, time);
        counts.Watch(() => _queue.State);
        metrics.WatchWorkers(reconciler.Name, _configuration.Concurrency, () => _slots.Running);
    }

    public string Name => _reconciler.Name;

    /// <summary>The kinds whose changes bring keys.</summary>
    public IEnumerable<ResourceType> WatchedTypes =>
    [
        _reconciler.Type,
        .. _configuration.OwnedTypes,
        .. _configuration.MappedWatches.Select(w => w.Type),
        .. _configuration.IndexedWatches.Select(w => w.Type),
    ];

    /// <summary>Begins to listen to changes.</summary>
    public void Subscribe()
    {
        Subscribe(_reconciler.Type, static (KubeObject obj) => [obj.Key]);
        foreach (var owned in _configuration.OwnedTypes)
        {
            Subscribe(owned, (KubeObject obj) => KeyMapping.OwnerOf(obj, _reconciler.Type));
        }

        foreach (var watch in _configuration.MappedWatches)
        {
            Subscribe(watch.Type, (ObjectChange change) => KeyMapping.Of(change, watch));
        }

        var reconciled = _cache.InformerOf(_reconciler.Type).Store;
        foreach (var watch in _configuration.IndexedWatches)
        {
            Subscribe(watch.Type, (ObjectChange change) => KeyMapping.Of(change, watch, reconciled));
        }
    }

    /// <summary>Works until told to stop, and ends when the passes under way have.</summary>
    /// <param name="stop">No key is taken any more.</param>
    /// <param name="abort">Passes under way are cancelled.</param>
    public Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        var loops = new List<Task> { ResyncAsync(stop), WorkAsync(stop, abort) };
        foreach (var source in _configuration.Sources)
        {
            loops.Add(PumpAsync(source, stop));
        }

        _logger.Started(Name, _configuration.Concurrency);
        return Task.WhenAll(loops);
    }

    public void Dispose()
    {
        _subscriptions.ForEach(static s => s.Dispose());
        _queue.Dispose();
    }

    private void Subscribe(ResourceType type, Func<KubeObject, IEnumerable<ObjectKey>> map) =>
        Subscribe(type, change => KeyMapping.Of(change, map));

    private void Subscribe(ResourceType type, Func<ObjectChange, IEnumerable<ObjectKey>> map) =>
        _subscriptions.Add(_cache.Subscribe(type, change =>
        {
            var priority = change.IsInitial ? WorkPriority.Resync : WorkPriority.Fresh;
            foreach (var key in map(change))
            {
                _queue.Add(key, priority);
            }
        }));

    private async Task WorkAsync(CancellationToken stop, CancellationToken abort)
    {
        try
        {
            while (true)
            {
                await _slots.WaitForRoomAsync(stop);
                var key = await _queue.TakeAsync(stop);
                _ = WorkAsync(key, _slots.Begin(), abort);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }

        await _slots.WaitUntilIdleAsync();
    }

    private async Task WorkAsync(ObjectKey key, PassSlots.Slot slot, CancellationToken abort)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            await ReconcileAsync(key, abort);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // Told to stop at once.
        }
        catch (Exception e)
        {
            // The engine turns failures into results; what still gets here must not cost a slot, nor the key.
            _logger.Panicked(e, Name, key);
            _queue.AddAfterFailure(key);
        }
        finally
        {
            _queue.Done(key);
            _slots.End(slot);
        }
    }

    private async Task ReconcileAsync(ObjectKey key, CancellationToken abort)
    {
        if (_gate.TryEnter(key, out var overdue) is { } closedFor)
        {
            _queue.AddAfter(key, closedFor);
            return;
        }

        if (overdue)
        {
            _logger.Overdue(Name, key, _options.ReadYourWritesCeiling);
        }

        var result = await _reconciler.RunAsync(key, live: overdue, abort);
        if (result.Gone)
        {
            _gate.Forget(key);
            _queue.ForgetFailures(key);
            _unsettled.TryRemove(key, out _);
            return;
        }

        // A failed pass comes back when its delay is over, or when something is seen to change.
        var again = result.Again && result.Failure is null;
        var closed = result.Awaited.Count > 0 && _gate.Close(key, result.Awaited, again);
        if (result.Failure is { } failure)
        {
            Retry(key, failure);
            return;
        }

        _queue.ForgetFailures(key);
        if (again)
        {
            BringBack(key, closed, result.Changed);
        }
        else
        {
            _unsettled.TryRemove(key, out _);
        }

        if (result.Recheck is { } recheck)
        {
            _queue.AddAfter(key, recheck);
        }
    }

    private void Retry(ObjectKey key, Errors.Failure failure)
    {
        if (failure.RetryAfter is { } delay)
        {
            _gate.HoldFor(key, delay);
            _queue.AddAfter(key, delay);
        }
        else if (failure.Code.Retryable)
        {
            _queue.AddAfterFailure(key);
        }
        else
        {
            _queue.AddAfterCeiling(key);
        }
    }

    /// <summary>Another pass must follow one with effects, even where no event would bring the key.</summary>
    private void BringBack(ObjectKey key, bool closed, bool changed)
    {
        if (closed)
        {
            // The gate opens with the event; this is for the event that never comes.
            _queue.AddAfter(key, _options.ReadYourWritesCeiling);
        }

        if (changed)
        {
            _unsettled.TryRemove(key, out _);
            if (!closed)
            {
                _queue.Add(key);
            }

            return;
        }

        var passes = _unsettled.AddOrUpdate(key, 1, static (_, passes) => passes + 1);
        if (passes == FreePasses * 5)
        {
            _logger.Unsettled(Name, key, passes);
        }

        if (passes > FreePasses)
        {
            _queue.AddAfter(key, _unsettledDelay.Delay(passes - FreePasses));
        }
        else if (!closed)
        {
            _queue.Add(key);
        }
    }

    private async Task PumpAsync(ChannelReader<ObjectKey> source, CancellationToken stop)
    {
        try
        {
            while (await source.WaitToReadAsync(stop))
            {
                while (source.TryRead(out var key))
                {
                    _queue.Add(key);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }
        catch (Exception e)
        {
            // Its writer closed it with an error. Resyncs still bring every key.
            _logger.SourceFailed(e, Name);
        }
    }

    private async Task ResyncAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(_options.ResyncPeriod, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                foreach (var obj in _cache.InformerOf(_reconciler.Type).Store.List(ns: null, filter: null))
                {
                    _queue.Add(obj.Key, WorkPriority.Resync);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }
    }
}
