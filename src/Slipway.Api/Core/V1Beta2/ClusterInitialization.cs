using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Milestones of a cluster's first provisioning. None ever goes back to false.</summary>
[MinProperties(1)]
public sealed class ClusterInitialization
{
    /// <summary>The control plane can answer requests.</summary>
    public bool? ControlPlaneInitialized { get; set; }

    /// <summary>The infrastructure object says it is provisioned.</summary>
    public bool? InfrastructureProvisioned { get; set; }
}
