using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>How Pods are drained.</summary>
public sealed class MachineDrainRuleDrain
{
    /// <summary>Whether they are evicted, left alone, or waited for.</summary>
    [Required, Enum(MachineDrainRuleBehavior.Drain, MachineDrainRuleBehavior.Skip, MachineDrainRuleBehavior.WaitCompleted)]
    public string? Behavior { get; set; }

    /// <summary>Pods of a lower number are drained first. Only with behavior Drain. Default 0.</summary>
    public int? Order { get; set; }
}
