using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Kubeadm.ControlPlane.Rollout;

/// <summary>kubeadm's record of a cluster's configuration, brought up to what a control plane wants.</summary>
internal static class KubeadmConfigMap
{
    // What a control plane may change after the first machine; the rest stays as kubeadm wrote it.
    private static readonly string[] Owned =
    [
        "apiVersion", "kubernetesVersion", "featureGates", "apiServer", "controllerManager", "scheduler",
        "certificateValidityPeriod", "encryptionAlgorithm",
    ];

    private const string OldRegistry = "k8s.gcr.io";
    private const string Registry = "registry.k8s.io";

    /// <summary>The new text; null when the present one says the same.</summary>
    /// <param name="current">The present ClusterConfiguration as YAML; null or empty when there is none.</param>
    /// <param name="api">The version that the target's kubeadm reads.</param>
    /// <param name="spec">What the control plane wants.</param>
    /// <param name="facts">What follows from Cluster and version.</param>
    public static string? Update(string? current, KubeadmApi api, KubeadmConfigSpec? spec, ClusterFacts facts)
    {
        // As a machine of this version has it, with the gates that its version needs.
        var joining = MachineConfigs.ForJoin(spec, facts.KubernetesVersion).ClusterConfiguration;
        var wanted = ClusterConfigurationDocument.Build(
            api, joining, facts, spec?.JoinConfiguration?.Timeouts ?? spec?.InitConfiguration?.Timeouts);
        if (string.IsNullOrWhiteSpace(current) || KubeYaml.Parse(current) is not JsonObject present)
        {
            return KubeYaml.Emit(wanted);
        }

        var updated = (JsonObject)present.DeepClone();
        if (spec?.ClusterConfiguration is null)
        {
            // What was said to kubeadm before the control plane was adopted still holds: only the version is the control plane's.
            Set(updated, "apiVersion", wanted["apiVersion"]);
            Set(updated, "kubernetesVersion", wanted["kubernetesVersion"]);
            SetGate(updated, wanted);
            UpdateImageRepository(updated, wanted: null, api);
            KubeadmDialect.Upgrade(updated, api);
            return JsonNode.DeepEquals(updated, present) ? null : KubeYaml.Emit(updated);
        }

        foreach (var field in Owned)
        {
            Set(updated, field, wanted[field]);
        }

        UpdateImageRepository(updated, wanted["imageRepository"], api);
        UpdateEtcd(updated, wanted["etcd"] as JsonObject);
        KubeadmDialect.Upgrade(updated, api);
        return JsonNode.DeepEquals(updated, present) ? null : KubeYaml.Emit(updated);
    }

    /// <summary>The new text with another CoreDNS; null when the present one says the same, or there is none.</summary>
    /// <param name="current">The present ClusterConfiguration as YAML.</param>
    /// <param name="dns">Which CoreDNS is wanted; null for kubeadm's own.</param>
    public static string? UpdateDns(string? current, Dns? dns)
    {
        if (string.IsNullOrWhiteSpace(current) || KubeYaml.Parse(current) is not JsonObject present)
        {
            return null;
        }

        var updated = (JsonObject)present.DeepClone();
        var section = updated["dns"] as JsonObject ?? [];
        Set(section, "imageRepository", dns?.ImageRepository);
        Set(section, "imageTag", dns?.ImageTag);
        if (updated["dns"] is null && section.Count > 0)
        {
            updated["dns"] = section;
        }

        return JsonNode.DeepEquals(updated, present) ? null : KubeYaml.Emit(updated);
    }

    /// <summary>What nobody asks to be elsewhere stays where it comes from, as long as anything comes from there.</summary>
    private static void UpdateImageRepository(JsonObject updated, JsonNode? wanted, KubeadmApi api)
    {
        if (wanted is not null)
        {
            Set(updated, "imageRepository", wanted);
        }
        else if (api == KubeadmApi.V1Beta4 && JsonNode.DeepEquals(updated["imageRepository"], OldRegistry))
        {
            updated["imageRepository"] = Registry;
        }
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

    /// <summary>The gate that machines of the version have: a kubeadm that does not know it would not start.</summary>
    private static void SetGate(JsonObject updated, JsonObject wanted)
    {
        var gates = updated["featureGates"] as JsonObject ?? [];
        Set(gates, MachineConfigs.LocalModeGate, wanted["featureGates"]?[MachineConfigs.LocalModeGate]);
        if (gates.Count == 0)
        {
            updated.Remove("featureGates");
        }
        else if (updated["featureGates"] is null)
        {
            updated["featureGates"] = gates;
        }
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
