using Slipway.Api.Schemas;

namespace Slipway.Api.Addons.V1Beta2;

/// <summary>What was applied of one ClusterResourceSet.</summary>
public sealed class ResourceSetBinding
{
    /// <summary>Name of the set.</summary>
    [Required, Length(1, 253)]
    public string? ClusterResourceSetName { get; set; }

    /// <summary>Its Secrets and ConfigMaps, and what became of each.</summary>
    [Items(Max = 100), ListAtomic]
    public List<ResourceBinding>? Resources { get; set; }
}
