using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>What was observed of a MachineHealthCheck.</summary>
[MinProperties(1)]
public sealed class MachineHealthCheckStatus
{
    /// <summary>Observations about the object, one a type.</summary>
    [Items(Max = 32), ListMap("type")]
    public List<Condition>? Conditions { get; set; }

    /// <summary>Machines that were found healthy.</summary>
    [Bounds(0)]
    public int? CurrentHealthy { get; set; }

    /// <summary>Status kept for clients of older API versions.</summary>
    public DeprecatedConditions? Deprecated { get; set; }

    /// <summary>Machines that it looks at.</summary>
    [Bounds(0)]
    public int? ExpectedMachines { get; set; }

    /// <summary>Generation of the object this status was computed from.</summary>
    [Bounds(1)]
    public long? ObservedGeneration { get; set; }

    /// <summary>How many more Machines may be found unhealthy before remediation stops.</summary>
    [Bounds(0)]
    public int? RemediationsAllowed { get; set; }

    /// <summary>Names of the Machines that it looks at.</summary>
    [Items(Max = 10000), ListAtomic, Length(1, 253, Each = 1)]
    public List<string>? Targets { get; set; }
}
