using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Kubeadm.ControlPlane.Rollout;

/// <summary>kubeadm's record of a cluster's configuration, brought up to what a control plane wants.</summary>
internal static class KubeadmConfigMap
{
    // What a control plane may change after the first machine; the rest stays as kubeadm wrote it.
    private static readonly string[] Owned =
    [
        "apiVersion", "kubernetesVersion", "imageRepository", "featureGates", "apiServer", "controllerManager", "scheduler",
        "certificateValidityPeriod", "encryptionAlgorithm",
    ];

    /// <summary>The new text; null when the present one says the same.</summary>
    /// <param name="current">The present ClusterConfiguration as YAML; null or empty when there is none.</param>
    /// <param name="api">The version that the target's kubeadm reads.</param>
    /// <param name="spec">What the control plane wants.</param>
    /// <param name="facts">What follows from Cluster and version.</param>
    public static string? Update(string? current, KubeadmApi api, KubeadmConfigSpec? spec, ClusterFacts facts)
    {
        var wanted = ClusterConfigurationDocument.Build(
            api, spec?.ClusterConfiguration, facts, (spec?.JoinConfiguration?.Timeouts ?? spec?.InitConfiguration?.Timeouts));
        if (string.IsNullOrWhiteSpace(current) || KubeYaml.Parse(current) is not JsonObject present)
        {
            return KubeYaml.Emit(wanted);
        }

        var updated = (JsonObject)present.DeepClone();
        foreach (var field in Owned)
        {
            Set(updated, field, wanted[field]);
        }

        UpdateEtcd(updated, wanted["etcd"] as JsonObject);
        return JsonNode.DeepEquals(updated, present) ? null : KubeYaml.Emit(updated);
    }

    /// <summary>Where etcd keeps its data was settled by the first machine.</summary>
    private static void UpdateEtcd(JsonObject updated, JsonObject? wanted)
    {
        var dataDir = ((updated["etcd"] as JsonObject)?["local"] as JsonObject)?["dataDir"];
        if (wanted is null)
        {
            if (dataDir is not null)
            {
                updated["etcd"] = new JsonObject { ["local"] = new JsonObject { ["dataDir"] = dataDir.DeepClone() } };
            }

            return;
        }

        var etcd = (JsonObject)wanted.DeepClone();
        if (etcd["local"] is JsonObject local && dataDir is not null)
        {
            local["dataDir"] ??= dataDir.DeepClone();
        }

        updated["etcd"] = etcd;
    }

    private static void Set(JsonObject tree, string field, JsonNode? value)
    {
        if (value is null)
        {
            tree.Remove(field);
        }
        else if (!JsonNode.DeepEquals(tree[field], value))
        {
            tree[field] = value.DeepClone();
        }
    }
}
