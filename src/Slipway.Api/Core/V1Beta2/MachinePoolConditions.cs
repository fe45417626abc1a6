namespace Slipway.Api.Core.V1Beta2;

/// <summary>Types of a MachinePool's conditions.</summary>
public static class MachinePoolConditions
{
    /// <summary>Enough machines are available.</summary>
    public const string Available = "Available";

    /// <summary>The bootstrap object says its data is ready.</summary>
    public const string BootstrapConfigReady = "BootstrapConfigReady";

    /// <summary>The infrastructure object says it is ready.</summary>
    public const string InfrastructureReady = "InfrastructureReady";

    /// <summary>Every machine is ready.</summary>
    public const string MachinesReady = "MachinesReady";

    /// <summary>Every machine fits the spec.</summary>
    public const string MachinesUpToDate = "MachinesUpToDate";

    /// <summary>Machines are being added. Good when False.</summary>
    public const string ScalingUp = "ScalingUp";

    /// <summary>Machines are being removed. Good when False.</summary>
    public const string ScalingDown = "ScalingDown";

    /// <summary>Unhealthy machines are being replaced. Good when False.</summary>
    public const string Remediating = "Remediating";

    /// <summary>Deletion is under way. Good when False.</summary>
    public const string Deleting = "Deleting";

    /// <summary>Controllers leave the object alone. Good when False.</summary>
    public const string Paused = "Paused";
}
