namespace Slipway.Core.Clusters;

/// <summary>How the Cluster controller behaves.</summary>
public sealed record ClusterOptions
{
    /// <summary>How long a workload cluster may be out of reach before its Cluster says so. Default 50 seconds.</summary>
    public TimeSpan RemoteConnectionGracePeriod { get; init; } = TimeSpan.FromSeconds(50);
}
