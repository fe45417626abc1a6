using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>How old Machines give way to new ones.</summary>
[MinProperties(1)]
public sealed class MachineDeploymentRolloutStrategy
{
    /// <summary>Limits of a rolling update; only with type RollingUpdate.</summary>
    public MachineDeploymentRollingUpdate? RollingUpdate { get; set; }

    /// <summary>
    /// <c>RollingUpdate</c> replaces step by step; <c>OnDelete</c> waits until someone deletes the old Machine. Default
    /// RollingUpdate.
    /// </summary>
    [Required, Enum(RolloutStrategyType.RollingUpdate, RolloutStrategyType.OnDelete)]
    public string? Type { get; set; }
}
