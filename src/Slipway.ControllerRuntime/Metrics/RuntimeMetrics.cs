using System.Diagnostics;
using System.Diagnostics.Metrics;
using Slipway.ControllerRuntime.Errors;

namespace Slipway.ControllerRuntime.Metrics;

/// <summary>The figures of the controllers of one manager, on the meter <c>Slipway.ControllerRuntime</c>.</summary>
internal sealed class RuntimeMetrics : IDisposable
{
    public const string MeterName = "Slipway.ControllerRuntime";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _passes;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _writes;
    private readonly Counter<long> _droppedEvents;
    private readonly Histogram<double> _duration;

    public RuntimeMetrics()
    {
        _passes = _meter.CreateCounter<long>("slipway.reconcile.passes", "{pass}", "Passes that ended.");
        _failures = _meter.CreateCounter<long>("slipway.reconcile.failures", "{pass}", "Passes in which something failed, by code.");
        _writes = _meter.CreateCounter<long>("slipway.reconcile.writes", "{request}", "Requests that write, by verb.");
        _droppedEvents = _meter.CreateCounter<long>("slipway.events.dropped", "{event}", "Events not written because too many waited.");
        _duration = _meter.CreateHistogram<double>("slipway.reconcile.duration", "s", "Time from taking a key to being done with it.");
    }

    public void Watch(string controller, Func<int> depth) => _meter.CreateObservableGauge(
        "slipway.queue.depth",
        () => new Measurement<int>(depth(), new KeyValuePair<string, object?>("controller", controller)),
        "{key}",
        "Keys ready to be reconciled.");

    public void Passed(string controller, TimeSpan duration, ErrorCode? failure)
    {
        var tag = new KeyValuePair<string, object?>("controller", controller);
        _passes.Add(1, tag);
        _duration.Record(duration.TotalSeconds, tag);
        if (failure is not null)
        {
            _failures.Add(1, tag, new KeyValuePair<string, object?>("code", failure.Name));
        }
    }

    public void Wrote(string controller, string verb) =>
        _writes.Add(1, new TagList { { "controller", controller }, { "verb", verb } });

    public void DroppedEvent() => _droppedEvents.Add(1);

    public void Dispose() => _meter.Dispose();
}
