using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>What makes a Machine count as unhealthy; the checks are ORed.</summary>
[MinProperties(1)]
public sealed class HealthChecks
{
    /// <summary>Seconds after which a Machine without a Node is unhealthy; 0 turns the check off. Default 600.</summary>
    [Bounds(0)]
    public int? NodeStartupTimeoutSeconds { get; set; }

    /// <summary>Conditions of the Machine that make it unhealthy.</summary>
    [Items(1, 100), ListAtomic]
    public List<UnhealthyMachineCondition>? UnhealthyMachineConditions { get; set; }

    /// <summary>Conditions of the Node that make its Machine unhealthy.</summary>
    [Items(1, 100), ListAtomic]
    public List<UnhealthyNodeCondition>? UnhealthyNodeConditions { get; set; }
}
