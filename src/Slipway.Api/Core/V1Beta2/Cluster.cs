using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>A Kubernetes cluster that Slipway creates, changes and deletes: the root of everything that belongs to it.</summary>
[Resource("cluster.x-k8s.io", "v1beta2", "clusters", ShortNames = ["cl"], Status = true)]
[PrinterColumn("ClusterClass", "string", ".spec.topology.classRef.name")]
[PrinterColumn("Available", "string", ".status.conditions[?(@.type==\"Available\")].status")]
[PrinterColumn("CP Desired", "integer", ".status.controlPlane.desiredReplicas")]
[PrinterColumn("CP Current", "integer", ".status.controlPlane.replicas", Priority = 10)]
[PrinterColumn("CP Ready", "integer", ".status.controlPlane.readyReplicas", Priority = 10)]
[PrinterColumn("CP Available", "integer", ".status.controlPlane.availableReplicas")]
[PrinterColumn("CP Up-to-date", "integer", ".status.controlPlane.upToDateReplicas")]
[PrinterColumn("W Desired", "integer", ".status.workers.desiredReplicas")]
[PrinterColumn("W Current", "integer", ".status.workers.replicas", Priority = 10)]
[PrinterColumn("W Ready", "integer", ".status.workers.readyReplicas", Priority = 10)]
[PrinterColumn("W Available", "integer", ".status.workers.availableReplicas")]
[PrinterColumn("W Up-to-date", "integer", ".status.workers.upToDateReplicas")]
[PrinterColumn("Paused", "string", ".status.conditions[?(@.type==\"Paused\")].status", Priority = 10)]
[PrinterColumn("Phase", "string", ".status.phase")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
[PrinterColumn("Version", "string", ".spec.topology.version")]
public sealed class Cluster : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "Cluster";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    [Required]
    public ClusterSpec? Spec { get; set; }

    /// <summary>What was observed.</summary>
    public ClusterStatus? Status { get; set; }
}
