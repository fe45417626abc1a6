using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.ControllerRuntime.Metrics;

/// <summary>
/// The figures of the controllers of one manager, on the meter <c>Slipway.ControllerRuntime</c>: under the names and labels of Go's
/// controller-runtime where it has the same figure.
/// </summary>
internal sealed class RuntimeMetrics : IDisposable
{
    public const string MeterName = "Slipway.ControllerRuntime";

    private const string NameSuffix = "-controller";

    // Of the Go library, so that quantiles over both can be compared.
    private static readonly ImmutableArray<double> PassBounds =
    [
        0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4,
        4.5, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40, 50, 60,
    ];

    private static readonly ImmutableArray<double> QueueBounds = [1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100, 1000];

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _passes;
    private readonly Counter<long> _errors;
    private readonly Counter<long> _terminalErrors;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _writes;
    private readonly Counter<long> _droppedEvents;
    private readonly Histogram<double> _duration;

    public RuntimeMetrics()
    {
        _passes = _meter.CreateCounter<long>("controller_runtime.reconcile", "{pass}", "Passes that ended, by how the key comes back.");
        _errors = _meter.CreateCounter<long>("controller_runtime.reconcile.errors", "{pass}", "Passes in which something failed.");
        _terminalErrors = _meter.CreateCounter<long>(
            "controller_runtime.terminal_reconcile.errors", "{pass}", "Passes in which something failed that no retry can cure.");
        _duration = Histogram("controller_runtime.reconcile.time", "Time from taking a key to being done with it.", PassBounds);
        _failures = _meter.CreateCounter<long>("slipway.reconcile.failures", "{pass}", "Passes in which something failed, by code.");
        _writes = _meter.CreateCounter<long>("slipway.reconcile.writes", "{request}", "Requests that write, by verb.");
        _droppedEvents = _meter.CreateCounter<long>("slipway.events.dropped", "{event}", "Events not written because too many waited.");
        QueueAdds = _meter.CreateCounter<long>("workqueue.adds", "{key}", "Keys added.");
        QueueRetries = _meter.CreateCounter<long>("workqueue.retries", "{key}", "Keys that were to come back later.");
        QueueDuration = Histogram("workqueue.queue_duration", "Time for which a key waited for a worker.", QueueBounds);
        WorkDuration = Histogram("workqueue.work_duration", "Time for which a worker had a key.", QueueBounds);
    }

    public Counter<long> QueueAdds { get; }

    public Counter<long> QueueRetries { get; }

    public Histogram<double> QueueDuration { get; }

    public Histogram<double> WorkDuration { get; }

    /// <summary>A controller's name as dashboards know it, such as <c>machine</c> for <c>machine-controller</c>.</summary>
    public static string LabelOf(string controller) =>
        controller.EndsWith(NameSuffix, StringComparison.Ordinal) ? controller[..^NameSuffix.Length] : controller;

    /// <summary>Tells of a controller's workers whenever somebody asks.</summary>
    public void WatchWorkers(string controller, int most, Func<int> active)
    {
        var tag = Tag(controller);
        Gauge("controller_runtime.max_concurrent_reconciles", "{worker}", "Workers there are.", () => new(most, tag));
        Gauge("controller_runtime.active_workers", "{worker}", "Workers that have a key.", () => new(active(), tag));
    }

    public void Gauge(string name, string unit, string description, Func<Measurement<double>> read) =>
        _meter.CreateObservableGauge(name, read, unit, description);

    public void Passed(string controller, TimeSpan duration, PassResult result)
    {
        var tag = Tag(controller);
        _passes.Add(1, tag, new KeyValuePair<string, object?>("result", ResultOf(result)));
        _duration.Record(duration.TotalSeconds, tag);
        if (result.Failure is not { } failure)
        {
            return;
        }

        _errors.Add(1, tag);
        _failures.Add(1, tag, new KeyValuePair<string, object?>("code", failure.Code.Name));
        if (!failure.Code.Retryable)
        {
            _terminalErrors.Add(1, tag);
        }
    }

    public void Wrote(string controller, string verb) =>
        _writes.Add(1, new TagList { Tag(controller), { "verb", verb } });

    public void DroppedEvent() => _droppedEvents.Add(1);

    public void Dispose() => _meter.Dispose();

    private static string ResultOf(PassResult result) => result switch
    {
        { Failure: not null } => "error",
        { Again: true } => "requeue",
        { Recheck: not null } => "requeue_after",
        _ => "success",
    };

    private static KeyValuePair<string, object?> Tag(string controller) => new("controller", LabelOf(controller));

    private Histogram<double> Histogram(string name, string description, ImmutableArray<double> bounds) => _meter.CreateHistogram(
        name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
}
