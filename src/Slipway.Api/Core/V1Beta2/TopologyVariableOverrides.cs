using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Variable values that hold for one part of a topology only.</summary>
[MinProperties(1)]
public sealed class TopologyVariableOverrides
{
    /// <summary>The values, by variable name.</summary>
    [Items(1, 1000), ListMap("name")]
    public List<ClusterVariable>? Overrides { get; set; }
}
