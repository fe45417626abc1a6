using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Slipway.ApiServer.Metrics;

/// <summary>
/// The figures of the meters whose name begins with a prefix. Listening begins when somebody first asks, so that nobody pays for figures
/// that nobody reads; counters count from then.
/// </summary>
public sealed class MeterMetrics : IMetricSource, IAsyncDisposable
{
    private const int MaxSeries = 4096;

    private readonly Lock _gate = new();
    private readonly string _prefix;
    private readonly ConcurrentDictionary<(string Name, string Labels), MeterSeries> _series = new();

    // Several meters may have instruments of one name: they are one metric.
    private readonly ConcurrentDictionary<string, Instrument> _instruments = new(StringComparer.Ordinal);
    private MeterListener? _listener;

    /// <summary>Listens to the meters whose name begins with <paramref name="prefix"/>.</summary>
    public MeterMetrics(string prefix) => _prefix = prefix;

    /// <inheritdoc/>
    public void Write(MetricText text)
    {
        Listen().RecordObservableInstruments();
        foreach (var series in _series.GroupBy(s => s.Key.Name, s => s.Value, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            WriteInstrument(text, _instruments[series.Key], series);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _listener?.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static void WriteInstrument(MetricText text, Instrument instrument, IEnumerable<MeterSeries> series)
    {
        var name = NameOf(instrument);
        var isHistogram = instrument is Histogram<double> or Histogram<long>;
        var isCounter = instrument is Counter<long> or Counter<double> or ObservableCounter<long> or ObservableCounter<double>;
        var type = isHistogram ? BoundsOf(instrument).IsEmpty ? "summary" : "histogram" : isCounter ? "counter" : "gauge";
        text.Begin(name, type, instrument.Description ?? instrument.Name);
        foreach (var one in series)
        {
            one.Write(text, name, isHistogram);
        }
    }

    private static ImmutableArray<double> BoundsOf(Instrument instrument) =>
        instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } ? [.. bounds] : [];

    private static string NameOf(Instrument instrument)
    {
        var name = new StringBuilder(instrument.Name.Length + 16);
        foreach (var c in instrument.Name)
        {
            name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        }

        return name.Append(instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" })
            .Append(instrument is Counter<long> or Counter<double> ? "_total" : "").ToString();
    }

    private static (string Name, string Value)[] LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new (string Name, string Value)[tags.Length];
        for (var i = 0; i < tags.Length; i++)
        {
            labels[i] = (tags[i].Key.Replace('.', '_'), Convert.ToString(tags[i].Value, CultureInfo.InvariantCulture) ?? "");
        }

        return labels;
    }

    private MeterListener Listen()
    {
        lock (_gate)
        {
            if (_listener is not null)
            {
                return _listener;
            }

            _listener = new MeterListener
            {
                InstrumentPublished = (instrument, listener) =>
                {
                    if (instrument.Meter.Name.StartsWith(_prefix, StringComparison.Ordinal))
                    {
                        listener.EnableMeasurementEvents(instrument);
                    }
                },
            };
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
            _listener.Start();
            return _listener;
        }
    }

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = LabelsOf(tags);
        var key = (_instruments.GetOrAdd(instrument.Name, instrument).Name, string.Join(',', labels));
        if (!_series.TryGetValue(key, out var series))
        {
            if (_series.Count >= MaxSeries)
            {
                return;
            }

            series = _series.GetOrAdd(key, new MeterSeries(labels, BoundsOf(instrument)));
        }

        series.Record(value, isSum: instrument is Counter<int> or Counter<long> or Counter<double> or Histogram<double> or Histogram<long>);
    }
}
