namespace Slipway.EndToEnd.Tests.Planes;

/// <summary>How the controllers of a plane reach its API server.</summary>
public enum Transport
{
    /// <summary>By method calls.</summary>
    InProcess,

    /// <summary>By method calls; and so they reach the workload clusters, and the user both.</summary>
    Simulated,

    /// <summary>Over HTTPS, as on any Kubernetes.</summary>
    Https,
}
