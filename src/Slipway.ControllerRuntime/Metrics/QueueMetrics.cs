using System.Diagnostics.Metrics;

namespace Slipway.ControllerRuntime.Metrics;

/// <summary>What the queue of one controller counts.</summary>
/// <param name="metrics">The instruments.</param>
/// <param name="controller">The controller's name.</param>
internal sealed class QueueMetrics(RuntimeMetrics metrics, string controller)
{
    private readonly KeyValuePair<string, object?> _name = new("name", RuntimeMetrics.LabelOf(controller));
    private readonly KeyValuePair<string, object?> _controller = new("controller", RuntimeMetrics.LabelOf(controller));

    /// <summary>A key that did not wait already is to be worked on.</summary>
    public void Added() => metrics.QueueAdds.Add(1, _name, _controller);

    /// <summary>A key is to come back later.</summary>
    public void Retried() => metrics.QueueRetries.Add(1, _name, _controller);

    /// <summary>A worker has taken a key that waited for so long.</summary>
    public void Taken(TimeSpan waited) => metrics.QueueDuration.Record(waited.TotalSeconds, _name, _controller);

    /// <summary>A worker is done with a key.</summary>
    public void Done(TimeSpan worked) => metrics.WorkDuration.Record(worked.TotalSeconds, _name, _controller);

    /// <summary>Tells of a queue whenever somebody asks.</summary>
    public void Watch(Func<QueueState> state)
    {
        metrics.Gauge("workqueue.depth", "{key}", "Keys ready to be taken.", () => Of(state().Depth));
        metrics.Gauge("workqueue.unfinished_work", "s", "Time spent on keys that are not done yet.", () => Of(state().Unfinished.TotalSeconds));
        metrics.Gauge(
            "workqueue.longest_running_processor", "s", "Time spent on the key that a worker has had for longest.",
            () => Of(state().Longest.TotalSeconds));
    }

    private Measurement<double> Of(double value) => new(value, _name, _controller);
}
