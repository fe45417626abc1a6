using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>A number of identical machines that the infrastructure itself keeps at the wanted count.</summary>
[Resource("cluster.x-k8s.io", "v1beta2", "machinepools", ShortNames = ["mp"], Status = true, Scale = true, ScaleSelector = false)]
[PrinterColumn("Cluster", "string", ".spec.clusterName")]
[PrinterColumn("Desired", "integer", ".spec.replicas")]
[PrinterColumn("Current", "integer", ".status.replicas")]
[PrinterColumn("Ready", "integer", ".status.readyReplicas")]
[PrinterColumn("Available", "integer", ".status.availableReplicas")]
[PrinterColumn("Up-to-date", "integer", ".status.upToDateReplicas")]
[PrinterColumn("Paused", "string", ".status.conditions[?(@.type==\"Paused\")].status", Priority = 10)]
[PrinterColumn("Phase", "string", ".status.phase")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
[PrinterColumn("Version", "string", ".spec.template.spec.version")]
public sealed class MachinePool : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "MachinePool";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    [Required]
    public MachinePoolSpec? Spec { get; set; }

    /// <summary>What was observed.</summary>
    public MachinePoolStatus? Status { get; set; }
}
