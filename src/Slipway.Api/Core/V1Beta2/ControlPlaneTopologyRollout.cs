using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>When control plane Machines are replaced without another change.</summary>
[MinProperties(1)]
public sealed class ControlPlaneTopologyRollout
{
    /// <summary>Machines created before this moment are replaced once it has passed.</summary>
    public DateTime? After { get; set; }
}
