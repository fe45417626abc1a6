using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Addons.V1Beta2;

/// <summary>What is wanted of a ClusterResourceSet.</summary>
public sealed class ClusterResourceSetSpec
{
    /// <summary>Labels of the Clusters. Empty selects none and is refused. Immutable.</summary>
    [Required]
    public V1LabelSelector? ClusterSelector { get; set; }

    /// <summary>Secrets and ConfigMaps that hold the manifests, in the set's own namespace.</summary>
    [Required, Items(1, 100), ListAtomic]
    public List<ResourceReference>? Resources { get; set; }

    /// <summary>Whether manifests are applied once, or again when they change. Default ApplyOnce. Immutable.</summary>
    [Enum(ClusterResourceSetStrategy.ApplyOnce, ClusterResourceSetStrategy.Reconcile)]
    public string? Strategy { get; set; }
}
