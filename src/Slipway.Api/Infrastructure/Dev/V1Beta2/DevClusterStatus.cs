using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>What was observed of the infrastructure.</summary>
public sealed class DevClusterStatus
{
    /// <summary>Observations about the object, one a type.</summary>
    [Items(Max = 32), ListMap("type")]
    public List<Condition>? Conditions { get; set; }

    /// <summary>Status kept for clients of older API versions.</summary>
    public DeprecatedConditions? Deprecated { get; set; }

    /// <summary>Failure domains it offers.</summary>
    [Items(1, 100), ListMap("name")]
    public List<FailureDomain>? FailureDomains { get; set; }

    /// <summary>Milestones; none ever goes back to false.</summary>
    public DevInitialization? Initialization { get; set; }
}
