using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Addons.V1Beta2;

/// <summary>Manifests that are applied to every Cluster with certain labels.</summary>
[Resource("addons.cluster.x-k8s.io", "v1beta2", "clusterresourcesets", Status = true)]
[PrinterColumn("Applied", "string", ".status.conditions[?(@.type==\"ResourcesApplied\")].status")]
[PrinterColumn("Paused", "string", ".status.conditions[?(@.type==\"Paused\")].status", Priority = 10)]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
public sealed class ClusterResourceSet : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "addons.cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "ClusterResourceSet";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    [Required]
    public ClusterResourceSetSpec? Spec { get; set; }

    /// <summary>What was observed.</summary>
    public ClusterResourceSetStatus? Status { get; set; }
}
