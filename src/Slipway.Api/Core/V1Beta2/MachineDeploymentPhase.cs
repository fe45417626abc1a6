namespace Slipway.Api.Core.V1Beta2;

/// <summary>Phase of a MachineDeployment.</summary>
public static class MachineDeploymentPhase
{
    /// <summary>Machines are being added.</summary>
    public const string ScalingUp = "ScalingUp";

    /// <summary>Machines are being removed.</summary>
    public const string ScalingDown = "ScalingDown";

    /// <summary>The wanted number of Machines is there.</summary>
    public const string Running = "Running";

    /// <summary>It failed for good; kept for older clients.</summary>
    public const string Failed = "Failed";

    /// <summary>The phase could not be found out.</summary>
    public const string Unknown = "Unknown";
}
