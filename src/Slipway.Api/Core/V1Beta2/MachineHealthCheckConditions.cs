namespace Slipway.Api.Core.V1Beta2;

/// <summary>Types of a MachineHealthCheck's conditions.</summary>
public static class MachineHealthCheckConditions
{
    /// <summary>Few enough Machines are unhealthy that they may be replaced.</summary>
    public const string RemediationAllowed = "RemediationAllowed";

    /// <summary>Controllers leave the object alone. Good when False.</summary>
    public const string Paused = "Paused";
}
