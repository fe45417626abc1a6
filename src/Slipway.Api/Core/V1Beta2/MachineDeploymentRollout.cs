using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>How and when the Machines of a MachineDeployment are replaced.</summary>
[MinProperties(1)]
public sealed class MachineDeploymentRollout
{
    /// <summary>Machines created before this moment are replaced once it has passed.</summary>
    public DateTime? After { get; set; }

    /// <summary>How old Machines give way to new ones.</summary>
    public MachineDeploymentRolloutStrategy? Strategy { get; set; }
}
