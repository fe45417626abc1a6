namespace Slipway.Api.Core.V1Beta2;

/// <summary>Reasons that only conditions of MachineHealthChecks use.</summary>
public static class MachineHealthCheckReasons
{
    /// <summary>Few enough Machines are unhealthy.</summary>
    public const string RemediationAllowed = "RemediationAllowed";

    /// <summary>So many Machines are unhealthy that none is replaced.</summary>
    public const string TooManyUnhealthy = "TooManyUnhealthy";
}
