using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Addons.V1Beta2;

/// <summary>Which ClusterResourceSets were applied to a Cluster; it is named as the Cluster.</summary>
[Resource("addons.cluster.x-k8s.io", "v1beta2", "clusterresourcesetbindings")]
[PrinterColumn("Cluster", "string", ".spec.clusterName")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
public sealed class ClusterResourceSetBinding : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "addons.cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "ClusterResourceSetBinding";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    [Required]
    public ClusterResourceSetBindingSpec? Spec { get; set; }
}
