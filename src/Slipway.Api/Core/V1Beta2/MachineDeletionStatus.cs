namespace Slipway.Api.Core.V1Beta2;

/// <summary>When the steps of a Machine's deletion began; the timeouts count from here.</summary>
public sealed class MachineDeletionStatus
{
    /// <summary>When draining the Node began.</summary>
    public DateTime? NodeDrainStartTime { get; set; }

    /// <summary>When waiting for volumes to detach began.</summary>
    public DateTime? WaitForNodeVolumeDetachStartTime { get; set; }

    /// <summary>When waiting for pre-drain hooks began.</summary>
    public DateTime? WaitForPreDrainHookStartTime { get; set; }

    /// <summary>When waiting for pre-terminate hooks began.</summary>
    public DateTime? WaitForPreTerminateHookStartTime { get; set; }
}
