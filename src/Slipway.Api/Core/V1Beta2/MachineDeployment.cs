using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>A number of identical worker Machines whose changes are rolled out through MachineSets.</summary>
[Resource("cluster.x-k8s.io", "v1beta2", "machinedeployments", ShortNames = ["md"], Status = true, Scale = true)]
[PrinterColumn("Cluster", "string", ".spec.clusterName")]
[PrinterColumn("Available", "string", ".status.conditions[?(@.type==\"Available\")].status")]
[PrinterColumn("Desired", "integer", ".spec.replicas")]
[PrinterColumn("Current", "integer", ".status.replicas")]
[PrinterColumn("Ready", "integer", ".status.readyReplicas")]
[PrinterColumn("Available", "integer", ".status.availableReplicas")]
[PrinterColumn("Up-to-date", "integer", ".status.upToDateReplicas")]
[PrinterColumn("Paused", "string", ".status.conditions[?(@.type==\"Paused\")].status", Priority = 10)]
[PrinterColumn("Phase", "string", ".status.phase")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
[PrinterColumn("Version", "string", ".spec.template.spec.version")]
public sealed class MachineDeployment : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "MachineDeployment";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    [Required]
    public MachineDeploymentSpec? Spec { get; set; }

    /// <summary>What was observed.</summary>
    public MachineDeploymentStatus? Status { get; set; }
}
