namespace Slipway.Core.Clusters;

/// <summary>What probing a workload cluster has told.</summary>
/// <param name="LastProbeTime">When it was last asked; null before the first time.</param>
/// <param name="LastProbeSuccessTime">When it last answered; null when it never has.</param>
/// <param name="ConsecutiveFailures">How many probes in a row got no answer.</param>
public sealed record ClusterHealth(DateTimeOffset? LastProbeTime, DateTimeOffset? LastProbeSuccessTime, int ConsecutiveFailures)
{
    /// <summary>A cluster that was never asked.</summary>
    public static ClusterHealth Unprobed { get; } = new(null, null, 0);
}
