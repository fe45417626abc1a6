namespace Slipway.Api.Core.V1Beta2;

/// <summary>Types of a MachineDeployment's conditions.</summary>
public static class MachineDeploymentConditions
{
    /// <summary>Enough Machines are available, as the rollout strategy allows.</summary>
    public const string Available = "Available";

    /// <summary>Every Machine is ready.</summary>
    public const string MachinesReady = "MachinesReady";

    /// <summary>Every Machine fits the spec.</summary>
    public const string MachinesUpToDate = "MachinesUpToDate";

    /// <summary>Machines are being replaced. Good when False.</summary>
    public const string RollingOut = "RollingOut";

    /// <summary>Machines are being added. Good when False.</summary>
    public const string ScalingUp = "ScalingUp";

    /// <summary>Machines are being removed. Good when False.</summary>
    public const string ScalingDown = "ScalingDown";

    /// <summary>Unhealthy Machines are being replaced. Good when False.</summary>
    public const string Remediating = "Remediating";

    /// <summary>Deletion is under way. Good when False.</summary>
    public const string Deleting = "Deleting";

    /// <summary>Controllers leave the object alone. Good when False.</summary>
    public const string Paused = "Paused";
}
