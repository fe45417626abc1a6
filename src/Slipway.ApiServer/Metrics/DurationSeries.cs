using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.ApiServer.Metrics;

/// <summary>A histogram of durations.</summary>
internal sealed class DurationSeries(ImmutableArray<double> bounds)
{
    private readonly Lock _gate = new();
    private readonly long[] _buckets = new long[bounds.Length + 1];
    private double _seconds;

    public void Record(double seconds)
    {
        var bucket = 0;
        while (bucket < bounds.Length && seconds > bounds[bucket])
        {
            bucket++;
        }

        lock (_gate)
        {
            _buckets[bucket]++;
            _seconds += seconds;
        }
    }

    /// <summary>Writes the samples of a metric that has begun.</summary>
    public void Write(MetricText text, string name, params (string Name, string Value)[] labels)
    {
        ImmutableArray<long> buckets;
        double sum;
        lock (_gate)
        {
            (buckets, sum) = ([.. _buckets], _seconds);
        }

        Write(text, name, bounds, buckets, sum, labels);
    }

    /// <summary>Writes the samples of one histogram.</summary>
    public static void Write(
        MetricText text,
        string name,
        ImmutableArray<double> bounds,
        IReadOnlyList<long> buckets,
        double sum,
        (string Name, string Value)[] labels)
    {
        long count = 0;
        for (var i = 0; i < buckets.Count; i++)
        {
            count += buckets[i];
            var bound = i < bounds.Length ? bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
            text.Sample(name + "_bucket", count, [.. labels, ("le", bound)]);
        }

        text.Sample(name + "_sum", sum, labels);
        text.Sample(name + "_count", count, labels);
    }
}
