using Slipway.ControllerRuntime.Queues;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.ControllerRuntime.Controllers;

/// <summary>How a manager runs its controllers.</summary>
public sealed record ControllerManagerOptions
{
    /// <summary>The defaults.</summary>
    public static ControllerManagerOptions Default { get; } = new();

    /// <summary>The delays of keys that keep failing.</summary>
    public BackoffOptions Backoff { get; init; } = new();

    /// <summary>How long a key waits for the cache to show what its last pass wrote. After that the object is read from the server.
    /// The default value is 10 seconds.</summary>
    public TimeSpan ReadYourWritesCeiling { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often every object is looked at again, behind fresh events. The default value is 10 minutes.</summary>
    public TimeSpan ResyncPeriod { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long passes under way may take to finish when the manager stops. The default value is 10 seconds.</summary>
    public TimeSpan ShutdownLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a status that only tells of progress may wait for more to tell, before it is written. What others act on (a field,
    /// the status of a condition) never waits. The default value is zero: every change is written at once.</summary>
    public TimeSpan StatusSettleTime { get; init; }

    /// <summary>Sees every pass; null for nobody.</summary>
    public IReconcileObserver? Observer { get; init; }
}
