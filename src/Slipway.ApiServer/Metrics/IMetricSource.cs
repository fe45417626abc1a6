namespace Slipway.ApiServer.Metrics;

/// <summary>Somebody whose figures <c>/metrics</c> shows.</summary>
public interface IMetricSource
{
    /// <summary>Writes the figures as they are now.</summary>
    void Write(MetricText text);
}
