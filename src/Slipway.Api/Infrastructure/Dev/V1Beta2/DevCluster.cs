using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Infrastructure of a cluster for development and tests: in memory or in containers.</summary>
[Resource("infrastructure.cluster.x-k8s.io", "v1beta2", "devclusters", Status = true)]
[PrinterColumn("Cluster", "string", ".metadata.labels['cluster\\.x-k8s\\.io/cluster-name']")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
public sealed class DevCluster : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "infrastructure.cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "DevCluster";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    public DevClusterSpec? Spec { get; set; }

    /// <summary>What was observed.</summary>
    public DevClusterStatus? Status { get; set; }
}
