using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Events;
using Slipway.ControllerRuntime.Metrics;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Randomness;
using Slipway.Kubernetes.Waiting;

namespace Slipway.ControllerRuntime.Controllers;

/// <summary>Runs controllers over one API server: one cache and one event recorder for all, workers for each.</summary>
public sealed class ControllerManager : IAsyncDisposable
{
    private readonly IKubeClient _client;
    private readonly ControllerManagerOptions _options;
    private readonly TimeProvider _time;
    private readonly IRandomSource _random;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger<ControllerManager> _logger;
    private readonly RuntimeMetrics _metrics = new();
    private readonly EventRecorder _events;
    private readonly List<Controller> _controllers = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Makes a manager that runs nothing yet.</summary>
    /// <param name="client">The API server. Every read and write of the manager, its cache and its controllers goes through it.</param>
    /// <param name="cacheOptions">What the cache keeps.</param>
    /// <param name="options">How controllers run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Spreads delays.</param>
    /// <param name="loggers">Where controllers log.</param>
    public ControllerManager(
        IKubeClient client,
        ObjectCacheOptions cacheOptions,
        ControllerManagerOptions options,
        TimeProvider time,
        IRandomSource random,
        ILoggerFactory loggers)
    {
        _client = client;
        _options = options;
        _time = time;
        _random = random;
        _loggers = loggers;
        _logger = loggers.CreateLogger<ControllerManager>();
        Cache = new ObjectCache(client, cacheOptions, time, random, loggers);
        _events = new EventRecorder(client, time, _metrics, loggers.CreateLogger<EventRecorder>());
    }

    /// <summary>What the watches have told; shared by all controllers.</summary>
    public ObjectCache Cache { get; }

    /// <summary>Tells people of events.</summary>
    public IEventRecorder Events => _events;

    /// <summary>The clock of all controllers.</summary>
    public TimeProvider Time => _time;

    /// <summary>Adds a reconciler, before the manager starts.</summary>
    public ControllerManager Add<TObject, TScope>(Reconciler<TObject, TScope> reconciler)
        where TObject : class, IKubernetesObject<V1ObjectMeta>
        where TScope : class
    {
        var logger = _loggers.CreateLogger(reconciler.Name);
        var services = new EngineServices(_client, Cache, _events, _metrics, _time, logger, _options.Observer)
        {
            StatusSettleTime = _options.StatusSettleTime,
        };
        var engine = new ReconcileEngine<TObject, TScope>(reconciler, services);
        _controllers.Add(new Controller(engine, Cache, _options, _time, _random, _metrics, logger));
        return this;
    }

    /// <summary>Starts watches and workers. Returns at once; <see cref="WaitForCacheSyncAsync"/> waits for the first lists.</summary>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public void Start()
    {
        if (_running != Task.CompletedTask)
        {
            throw new InvalidOperationException("a manager starts once");
        }

        foreach (var controller in _controllers)
        {
            controller.Subscribe();
        }

        var loops = _controllers.ConvertAll(c => c.RunAsync(_stop.Token, _abort.Token));
        loops.Add(_events.RunAsync(_stop.Token));
        _running = Task.WhenAll(loops);
    }

    /// <summary>Starts, and runs until cancelled; then stops as <see cref="StopAsync"/> does.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Start();
        await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await StopAsync();
    }

    /// <summary>Waits until everything the controllers watch has been listed once. A kind that is not installed keeps it waiting.</summary>
    public Task WaitForCacheSyncAsync(CancellationToken cancellationToken) =>
        _controllers.SelectMany(c => c.WatchedTypes).Select(t => Cache.InformerOf(t).Synced).CompleteAsync(cancellationToken);

    /// <summary>
    /// Takes no more keys, lets the passes under way finish within <see cref="ControllerManagerOptions.ShutdownLimit"/>, cancels the rest.
    /// </summary>
    public async Task StopAsync()
    {
        _stop.Cancel();
        try
        {
            await _running.WaitAsync(_options.ShutdownLimit, _time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            _logger.Aborted(_controllers.Count, _options.ShutdownLimit);
            _abort.Cancel();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <summary>Stops, and ends the watches.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Cache.DisposeAsync();
        _controllers.ForEach(static c => c.Dispose());
        _metrics.Dispose();
        _stop.Dispose();
        _abort.Dispose();
    }
}
