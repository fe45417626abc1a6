using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Serialization;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api;

/// <summary>The kinds of the kubeadm bootstrap and control plane providers.</summary>
public static class KubeadmTypes
{
    /// <summary>The API group of boot data.</summary>
    public const string BootstrapGroup = "bootstrap.cluster.x-k8s.io";

    /// <summary>The API group of control planes.</summary>
    public const string ControlPlaneGroup = "controlplane.cluster.x-k8s.io";

    /// <summary>KubeadmConfigs.</summary>
    public static ResourceType<KubeadmConfig> KubeadmConfig { get; } =
        ApiJson.Resource<KubeadmConfig>(BootstrapGroup, "v1beta2", "KubeadmConfig", "kubeadmconfigs");

    /// <summary>KubeadmConfigTemplates.</summary>
    public static ResourceType<KubeadmConfigTemplate> KubeadmConfigTemplate { get; } =
        ApiJson.Resource<KubeadmConfigTemplate>(BootstrapGroup, "v1beta2", "KubeadmConfigTemplate", "kubeadmconfigtemplates");

    /// <summary>KubeadmControlPlanes.</summary>
    public static ResourceType<KubeadmControlPlane> KubeadmControlPlane { get; } =
        ApiJson.Resource<KubeadmControlPlane>(ControlPlaneGroup, "v1beta2", "KubeadmControlPlane", "kubeadmcontrolplanes");

    /// <summary>KubeadmControlPlaneTemplates.</summary>
    public static ResourceType<KubeadmControlPlaneTemplate> KubeadmControlPlaneTemplate { get; } =
        ApiJson.Resource<KubeadmControlPlaneTemplate>(
            ControlPlaneGroup, "v1beta2", "KubeadmControlPlaneTemplate", "kubeadmcontrolplanetemplates");
}
