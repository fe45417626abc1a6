using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Template from which a ClusterClass makes KubeadmControlPlanes.</summary>
[Resource("controlplane.cluster.x-k8s.io", "v1beta2", "kubeadmcontrolplanetemplates")]
[PrinterColumn("ClusterClass", "string", ".metadata.ownerReferences[?(@.kind==\"ClusterClass\")].name")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
public sealed class KubeadmControlPlaneTemplate : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "controlplane.cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "KubeadmControlPlaneTemplate";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    public KubeadmControlPlaneTemplateSpec? Spec { get; set; }
}
