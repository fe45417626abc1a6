using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Addons.V1Beta2;

/// <summary>What was observed of a ClusterResourceSet.</summary>
[MinProperties(1)]
public sealed class ClusterResourceSetStatus
{
    /// <summary>Observations about the object, one a type.</summary>
    [Items(Max = 32), ListMap("type")]
    public List<Condition>? Conditions { get; set; }

    /// <summary>Status kept for clients of older API versions.</summary>
    public DeprecatedConditions? Deprecated { get; set; }

    /// <summary>Generation of the object this status was computed from.</summary>
    [Bounds(1)]
    public long? ObservedGeneration { get; set; }
}
