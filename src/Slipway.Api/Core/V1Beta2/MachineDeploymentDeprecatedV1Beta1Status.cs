using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>MachineDeployment status in the terms of v1beta1.</summary>
public sealed class MachineDeploymentDeprecatedV1Beta1Status
{
    /// <summary>Machines available, as v1beta1 counted.</summary>
    public int? AvailableReplicas { get; set; }

    /// <summary>Observations about the object, one a type.</summary>
    public List<DeprecatedCondition>? Conditions { get; set; }

    /// <summary>Machines with a ready Node, as v1beta1 counted.</summary>
    public int? ReadyReplicas { get; set; }

    /// <summary>Machines missing to full availability.</summary>
    public int? UnavailableReplicas { get; set; }

    /// <summary>Machines of the newest MachineSet.</summary>
    public int? UpdatedReplicas { get; set; }
}
