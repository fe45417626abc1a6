using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>A number of identical Machines, kept at the wanted count.</summary>
[Resource("cluster.x-k8s.io", "v1beta2", "machinesets", ShortNames = ["ms"], Status = true, Scale = true)]
[PrinterColumn("Cluster", "string", ".spec.clusterName")]
[PrinterColumn("Desired", "integer", ".spec.replicas")]
[PrinterColumn("Current", "integer", ".status.replicas")]
[PrinterColumn("Ready", "integer", ".status.readyReplicas")]
[PrinterColumn("Available", "integer", ".status.availableReplicas")]
[PrinterColumn("Up-to-date", "integer", ".status.upToDateReplicas")]
[PrinterColumn("Paused", "string", ".status.conditions[?(@.type==\"Paused\")].status", Priority = 10)]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
[PrinterColumn("Version", "string", ".spec.template.spec.version")]
public sealed class MachineSet : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "MachineSet";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    [Required]
    public MachineSetSpec? Spec { get; set; }

    /// <summary>What was observed.</summary>
    public MachineSetStatus? Status { get; set; }
}
