namespace Slipway.Api.Core.V1Beta2;

/// <summary>Phase of a MachinePool.</summary>
public static class MachinePoolPhase
{
    /// <summary>Nothing has begun.</summary>
    public const string Pending = "Pending";

    /// <summary>The boot data is there, the infrastructure is not yet.</summary>
    public const string Provisioning = "Provisioning";

    /// <summary>The infrastructure is there, not every Node has joined.</summary>
    public const string Provisioned = "Provisioned";

    /// <summary>The wanted number of Nodes is there.</summary>
    public const string Running = "Running";

    /// <summary>Machines are being added.</summary>
    public const string ScalingUp = "ScalingUp";

    /// <summary>Machines are being removed.</summary>
    public const string ScalingDown = "ScalingDown";

    /// <summary>Someone else sets the replicas, and machines come or go.</summary>
    public const string Scaling = "Scaling";

    /// <summary>Deletion is under way.</summary>
    public const string Deleting = "Deleting";

    /// <summary>It failed for good; kept for older clients.</summary>
    public const string Failed = "Failed";

    /// <summary>The phase could not be found out.</summary>
    public const string Unknown = "Unknown";
}
