using Slipway.ControllerRuntime.Reconciling;
using Slipway.EndToEnd.Tests.Faults;
using Slipway.Kubernetes.Randomness;

namespace Slipway.EndToEnd.Tests.Planes;

/// <summary>How a test wants the controllers to run.</summary>
internal sealed record ControllerSetup
{
    /// <summary>As a user's do.</summary>
    public static ControllerSetup Default { get; } = new();

    /// <summary>What goes wrong for them; null for nothing.</summary>
    public Injection? Injection { get; init; }

    /// <summary>Sees their passes.</summary>
    public IReconcileObserver? Observer { get; init; }

    /// <summary>Where their random bits come from; the plane says that.</summary>
    public IRandomSource Random { get; init; } = new CryptographicRandomSource();

    /// <summary>How they reach workload clusters: <see cref="Transport.Simulated"/>, or over HTTPS; the plane says that.</summary>
    public Transport Workloads { get; init; } = Transport.Https;

    /// <summary>How often they look at everything again.</summary>
    public TimeSpan ResyncPeriod { get; init; } = TimeSpan.FromMinutes(10);
}
