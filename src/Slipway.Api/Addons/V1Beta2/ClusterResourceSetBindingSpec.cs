using Slipway.Api.Schemas;

namespace Slipway.Api.Addons.V1Beta2;

/// <summary>What was applied to a Cluster.</summary>
public sealed class ClusterResourceSetBindingSpec
{
    /// <summary>The sets, and what became of each.</summary>
    [Items(Max = 100), ListAtomic]
    public List<ResourceSetBinding>? Bindings { get; set; }

    /// <summary>Name of the Cluster. Immutable.</summary>
    [Required, Length(1, 63)]
    public string? ClusterName { get; set; }
}
