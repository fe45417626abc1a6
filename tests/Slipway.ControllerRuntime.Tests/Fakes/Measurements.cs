using System.Diagnostics.Metrics;
using System.Globalization;
using Slipway.ControllerRuntime.Metrics;

namespace Slipway.ControllerRuntime.Tests.Fakes;

/// <summary>What the meters measure of one controller, as lines such as <c>workqueue.adds{name=x,controller=x} 1</c>.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly string _controller;
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];

    public Measurements(string controller)
    {
        _controller = controller;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == RuntimeMetrics.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>What has been measured since the last call; gauges are read now.</summary>
    public IReadOnlyList<string> Take()
    {
        _listener.RecordObservableInstruments();
        lock (_lock)
        {
            List<string> taken = [.. _lines];
            _lines.Clear();
            return taken;
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var all = tags.ToArray();
        if (all.Any(t => t.Key == "controller" && (string?)t.Value == _controller))
        {
            lock (_lock)
            {
                var labels = string.Join(',', all.Select(t => $"{t.Key}={t.Value}"));
                _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{instrument.Name}{{{labels}}} {value}"));
            }
        }
    }
}
