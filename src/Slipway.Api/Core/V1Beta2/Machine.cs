using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>One machine that runs, or shall run, a Kubernetes Node.</summary>
[Resource("cluster.x-k8s.io", "v1beta2", "machines", ShortNames = ["ma"], Status = true)]
[PrinterColumn("Cluster", "string", ".spec.clusterName")]
[PrinterColumn("Node Name", "string", ".status.nodeRef.name")]
[PrinterColumn("Provider ID", "string", ".spec.providerID", Priority = 10)]
[PrinterColumn("Failure domain", "string", ".status.failureDomain")]
[PrinterColumn("Ready", "string", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Available", "string", ".status.conditions[?(@.type==\"Available\")].status")]
[PrinterColumn("Up-to-date", "string", ".status.conditions[?(@.type==\"UpToDate\")].status")]
[PrinterColumn("Internal-IP", "string", ".status.addresses[?(@.type==\"InternalIP\")].address", Priority = 10)]
[PrinterColumn("External-IP", "string", ".status.addresses[?(@.type==\"ExternalIP\")].address", Priority = 10)]
[PrinterColumn("OS-Image", "string", ".status.nodeInfo.osImage", Priority = 10)]
[PrinterColumn("Paused", "string", ".status.conditions[?(@.type==\"Paused\")].status", Priority = 10)]
[PrinterColumn("Phase", "string", ".status.phase")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
[PrinterColumn("Version", "string", ".spec.version")]
public sealed class Machine : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "Machine";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    [Required]
    public MachineSpec? Spec { get; set; }

    /// <summary>What was observed.</summary>
    public MachineStatus? Status { get; set; }
}
