using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Template from which MachineSets make KubeadmConfigs.</summary>
[Resource("bootstrap.cluster.x-k8s.io", "v1beta2", "kubeadmconfigtemplates")]
[PrinterColumn("ClusterClass", "string", ".metadata.ownerReferences[?(@.kind==\"ClusterClass\")].name")]
[PrinterColumn("Cluster", "string", ".metadata.ownerReferences[?(@.kind==\"Cluster\")].name")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
public sealed class KubeadmConfigTemplate : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "bootstrap.cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "KubeadmConfigTemplate";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    public KubeadmConfigTemplateSpec? Spec { get; set; }
}
