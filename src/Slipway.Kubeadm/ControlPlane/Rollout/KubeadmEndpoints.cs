using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Versions;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Kubeadm.ControlPlane.Rollout;

/// <summary>
/// The API servers that kubeadm has by their Nodes' names in its ConfigMap. Up to 1.21 it asks the etcd beside each of them before a machine
/// joins: one that is gone would keep all others out. Later versions look at the pods.
/// </summary>
internal static class KubeadmEndpoints
{
    private const string StatusKey = "ClusterStatus";
    private const string Endpoints = "apiEndpoints";

    /// <summary>Whether the kubeadm of a control plane has them.</summary>
    public static bool AreKept(KubeadmControlPlane kcp) => KubernetesVersion.TryParse(kcp.Spec?.Version, out var version) && !version.IsAtLeast(1, 22);

    /// <summary>Takes one that leaves out of the ConfigMap; null when it is not in there.</summary>
    public static Effect.Patch? Without(V1ConfigMap map, string node)
    {
        if (map.Data is not { } data || !data.TryGetValue(StatusKey, out var text) || KubeYaml.Parse(text) is not JsonObject status
            || status[Endpoints] is not JsonObject endpoints || !endpoints.Remove(node))
        {
            return null;
        }

        return new Effect.Patch(
            BuiltInTypes.ConfigMap, new(map.Metadata.NamespaceProperty, map.Metadata.Name),
            new JsonObject
            {
                ["metadata"] = new JsonObject { ["resourceVersion"] = map.Metadata.ResourceVersion },
                ["data"] = new JsonObject { [StatusKey] = KubeYaml.Emit(status) },
            },
            $"kubeadm would wait for the etcd of Node {node} before it lets a machine join");
    }
}
