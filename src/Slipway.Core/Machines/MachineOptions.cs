namespace Slipway.Core.Machines;

/// <summary>How the Machine controller behaves.</summary>
public sealed record MachineOptions
{
    /// <summary>
    /// How long a workload cluster may be out of reach before what was last known of a Node counts no more. Default 5 minutes.
    /// </summary>
    public TimeSpan RemoteConditionsGracePeriod { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a drain looks again at the pods that are left. Default 2 seconds.</summary>
    public TimeSpan DrainRecheck { get; init; } = TimeSpan.FromSeconds(2);
}
