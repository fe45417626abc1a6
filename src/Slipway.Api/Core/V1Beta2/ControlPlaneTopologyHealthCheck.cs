using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Health checking of the control plane Machines of a managed topology.</summary>
[MinProperties(1)]
public sealed class ControlPlaneTopologyHealthCheck
{
    /// <summary>What makes a Machine unhealthy. Unset: as the class says.</summary>
    public HealthChecks? Checks { get; set; }

    /// <summary>Turns health checking on or off against the class's wish. Unset: on when there is something to check.</summary>
    public bool? Enabled { get; set; }

    /// <summary>What is done about an unhealthy Machine.</summary>
    public MachineHealthCheckRemediation? Remediation { get; set; }
}
