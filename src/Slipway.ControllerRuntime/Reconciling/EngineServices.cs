using Microsoft.Extensions.Logging;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Events;
using Slipway.ControllerRuntime.Metrics;
using Slipway.Kubernetes.Client;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>What the engine works with. All its writes go through <paramref name="Client"/> or an effect's own target.</summary>
internal sealed record EngineServices(
    IKubeClient Client,
    ObjectCache Cache,
    IEventRecorder Events,
    RuntimeMetrics Metrics,
    TimeProvider Time,
    ILogger Logger,
    IReconcileObserver? Observer)
{
    /// <summary>How long a status that only tells of progress may wait.</summary>
    public TimeSpan StatusSettleTime { get; init; }
}
