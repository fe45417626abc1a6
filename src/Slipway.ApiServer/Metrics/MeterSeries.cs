namespace Slipway.ApiServer.Metrics;

/// <summary>What one instrument has measured with one set of labels.</summary>
internal sealed class MeterSeries((string Name, string Value)[] labels)
{
    private readonly Lock _gate = new();
    private double _value;
    private long _count;

    public (string Name, string Value)[] Labels { get; } = labels;

    /// <summary>The sum, or what was measured last.</summary>
    public double Value
    {
        get
        {
            lock (_gate)
            {
                return _value;
            }
        }
    }

    public long Count => Interlocked.Read(ref _count);

    public void Record(double value, bool isSum)
    {
        lock (_gate)
        {
            _value = isSum ? _value + value : value;
            _count++;
        }
    }
}
