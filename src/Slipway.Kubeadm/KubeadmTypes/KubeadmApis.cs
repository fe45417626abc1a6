using System.Text.Json.Nodes;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.KubeadmTypes;

/// <summary>Which <see cref="KubeadmApi"/> a Kubernetes version is configured with.</summary>
internal static class KubeadmApis
{
    /// <summary>The newest that the version's kubeadm reads; null when the version is older than 1.22.</summary>
    public static KubeadmApi? For(KubernetesVersion version) =>
        version.IsAtLeast(1, 31) ? KubeadmApi.V1Beta4
        : version.IsAtLeast(1, 22) ? KubeadmApi.V1Beta3
        : null;

    /// <summary>An empty document of a kind.</summary>
    public static JsonObject NewDocument(this KubeadmApi api, string kind) => new()
    {
        ["apiVersion"] = api == KubeadmApi.V1Beta3 ? "kubeadm.k8s.io/v1beta3" : "kubeadm.k8s.io/v1beta4",
        ["kind"] = kind,
    };
}
