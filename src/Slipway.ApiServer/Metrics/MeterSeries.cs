using System.Collections.Immutable;

namespace Slipway.ApiServer.Metrics;

/// <summary>What the instruments of one name have measured with one set of labels.</summary>
/// <param name="labels">The labels.</param>
/// <param name="bounds">The bounds of a histogram's buckets; empty of what has none.</param>
internal sealed class MeterSeries((string Name, string Value)[] labels, ImmutableArray<double> bounds)
{
    private readonly DurationSeries? _buckets = bounds.IsEmpty ? null : new DurationSeries(bounds);
    private readonly Lock _gate = new();
    private double _value;
    private long _count;

    public void Record(double value, bool isSum)
    {
        if (_buckets is not null)
        {
            _buckets.Record(value);
            return;
        }

        lock (_gate)
        {
            _value = isSum ? _value + value : value;
            _count++;
        }
    }

    /// <summary>Writes the samples of a metric that has begun.</summary>
    public void Write(MetricText text, string name, bool isHistogram)
    {
        if (_buckets is not null)
        {
            _buckets.Write(text, name, labels);
            return;
        }

        double value;
        long count;
        lock (_gate)
        {
            (value, count) = (_value, _count);
        }

        if (isHistogram)
        {
            text.Sample(name + "_sum", value, labels);
            text.Sample(name + "_count", count, labels);
        }
        else
        {
            text.Sample(name, value, labels);
        }
    }
}
