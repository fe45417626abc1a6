using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Boot data for one machine that joins a cluster by kubeadm.</summary>
[Resource("bootstrap.cluster.x-k8s.io", "v1beta2", "kubeadmconfigs", Status = true)]
[PrinterColumn("Cluster", "string", ".metadata.labels['cluster\\.x-k8s\\.io/cluster-name']")]
[PrinterColumn("Paused", "string", ".status.conditions[?(@.type==\"Paused\")].status", Priority = 10)]
[PrinterColumn("Data secret created", "string", ".status.initialization.dataSecretCreated")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
public sealed class KubeadmConfig : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "bootstrap.cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "KubeadmConfig";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    public KubeadmConfigSpec? Spec { get; set; }

    /// <summary>What was observed.</summary>
    public KubeadmConfigStatus? Status { get; set; }
}
