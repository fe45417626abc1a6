namespace Slipway.Api.Core.V1Beta2;

/// <summary>Types of a MachineSet's conditions.</summary>
public static class MachineSetConditions
{
    /// <summary>Every Machine is ready.</summary>
    public const string MachinesReady = "MachinesReady";

    /// <summary>Every Machine fits the spec.</summary>
    public const string MachinesUpToDate = "MachinesUpToDate";

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
