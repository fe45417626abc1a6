namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>What a user asks of a cluster.</summary>
/// <param name="ControlPlane">Control plane machines.</param>
/// <param name="Workers">Worker machines.</param>
/// <param name="Version">The Kubernetes version of the control plane.</param>
internal sealed record ClusterShape(int ControlPlane, int Workers, string Version = "v1.31.0")
{
    /// <summary>The Kubernetes version of the workers.</summary>
    public string WorkerVersion { get; init; } = Version;

    public int Machines => ControlPlane + Workers;
}
