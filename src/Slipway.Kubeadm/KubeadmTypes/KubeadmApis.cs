using System.Text.Json.Nodes;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.KubeadmTypes;

/// <summary>Which <see cref="KubeadmApi"/> a Kubernetes version is configured with.</summary>
internal static class KubeadmApis
{
    /// <summary>The newest that the version's kubeadm reads; null when the version is older than 1.17.</summary>
    public static KubeadmApi? For(KubernetesVersion version) =>
        version.IsAtLeast(1, 31) ? KubeadmApi.V1Beta4
        : version.IsAtLeast(1, 22) ? KubeadmApi.V1Beta3
        : version.IsAtLeast(1, 17) ? KubeadmApi.V1Beta2
        : null;

    /// <summary>The group and version as a file names them.</summary>
    public static string GroupVersion(this KubeadmApi api) => api switch
    {
        KubeadmApi.V1Beta2 => "kubeadm.k8s.io/v1beta2",
        KubeadmApi.V1Beta3 => "kubeadm.k8s.io/v1beta3",
        _ => "kubeadm.k8s.io/v1beta4",
    };

    /// <summary>An empty document of a kind.</summary>
    public static JsonObject NewDocument(this KubeadmApi api, string kind) => new() { ["apiVersion"] = api.GroupVersion(), ["kind"] = kind };
}
