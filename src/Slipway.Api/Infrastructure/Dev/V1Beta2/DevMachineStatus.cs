using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>What was observed of the machine.</summary>
public sealed class DevMachineStatus
{
    /// <summary>Its addresses.</summary>
    public List<MachineAddress>? Addresses { get; set; }

    /// <summary>Observations about the object, one a type.</summary>
    [Items(Max = 32), ListMap("type")]
    public List<Condition>? Conditions { get; set; }

    /// <summary>Status kept for clients of older API versions.</summary>
    public DeprecatedConditions? Deprecated { get; set; }

    /// <summary>Failure domain it runs in.</summary>
    [Length(1, 256)]
    public string? FailureDomain { get; set; }

    /// <summary>Milestones; none ever goes back to false.</summary>
    public DevInitialization? Initialization { get; set; }
}
