using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>The control plane Machines of one cluster, set up by kubeadm.</summary>
[Resource("controlplane.cluster.x-k8s.io", "v1beta2", "kubeadmcontrolplanes", ShortNames = ["kcp"], Status = true, Scale = true)]
[PrinterColumn("Cluster", "string", ".metadata.labels['cluster\\.x-k8s\\.io/cluster-name']")]
[PrinterColumn("Available", "string", ".status.conditions[?(@.type==\"Available\")].status")]
[PrinterColumn("Desired", "integer", ".spec.replicas")]
[PrinterColumn("Current", "integer", ".status.replicas")]
[PrinterColumn("Ready", "integer", ".status.readyReplicas")]
[PrinterColumn("Available", "integer", ".status.availableReplicas")]
[PrinterColumn("Up-to-date", "integer", ".status.upToDateReplicas")]
[PrinterColumn("Paused", "string", ".status.conditions[?(@.type==\"Paused\")].status", Priority = 10)]
[PrinterColumn("Initialized", "boolean", ".status.initialization.controlPlaneInitialized")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
[PrinterColumn("Version", "string", ".spec.version")]
public sealed class KubeadmControlPlane : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "controlplane.cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "KubeadmControlPlane";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    [Required]
    public KubeadmControlPlaneSpec? Spec { get; set; }

    /// <summary>What was observed.</summary>
    public KubeadmControlPlaneStatus? Status { get; set; }
}
