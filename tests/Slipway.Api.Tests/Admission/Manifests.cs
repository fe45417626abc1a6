using System.Text.Json.Nodes;
using Slipway.Kubernetes.Patching;

namespace Slipway.Api.Tests.Admission;

/// <summary>Objects that pass all rules, and changes to them.</summary>
internal static class Manifests
{
    private const string MachineSpec = """
        {
          "clusterName": "demo", "version": "v1.31.0",
          "bootstrap": { "configRef": { "apiGroup": "bootstrap.cluster.x-k8s.io", "kind": "KubeadmConfigTemplate", "name": "demo" } },
          "infrastructureRef": { "apiGroup": "infrastructure.cluster.x-k8s.io", "kind": "DevMachineTemplate", "name": "demo" }
        }
        """;

    private const string Replicated = $$"""
        {
          "clusterName": "demo", "replicas": 3, "selector": { "matchLabels": { "app": "demo" } },
          "template": { "metadata": { "labels": { "app": "demo" } }, "spec": {{MachineSpec}} }
        }
        """;

    private static readonly Dictionary<string, (string Group, string Spec)> Specs = new()
    {
        ["Cluster"] = ("cluster.x-k8s.io", """
            {
              "clusterNetwork": { "pods": { "cidrBlocks": ["192.168.0.0/16"] }, "services": { "cidrBlocks": ["10.128.0.0/12"] } },
              "controlPlaneRef": { "apiGroup": "controlplane.cluster.x-k8s.io", "kind": "KubeadmControlPlane", "name": "cp" },
              "infrastructureRef": { "apiGroup": "infrastructure.cluster.x-k8s.io", "kind": "DevCluster", "name": "demo" }
            }
            """),
        ["Machine"] = ("cluster.x-k8s.io", MachineSpec),
        ["MachineSet"] = ("cluster.x-k8s.io", Replicated),
        ["MachineDeployment"] = ("cluster.x-k8s.io", Replicated),
        ["MachineHealthCheck"] = ("cluster.x-k8s.io", """{ "clusterName": "demo", "selector": { "matchLabels": { "app": "demo" } } }"""),
        ["MachinePool"] = ("cluster.x-k8s.io", $$"""{ "clusterName": "demo", "replicas": 3, "template": { "spec": {{MachineSpec}} } }"""),
        ["MachineDrainRule"] = ("cluster.x-k8s.io", """{ "drain": { "behavior": "Skip" }, "pods": [{ "selector": { "matchLabels": { "app": "demo" } } }] }"""),
        ["ClusterResourceSet"] = ("addons.cluster.x-k8s.io", """
            { "clusterSelector": { "matchLabels": { "cni": "x" } }, "resources": [{ "kind": "ConfigMap", "name": "cni" }], "strategy": "ApplyOnce" }
            """),
        ["ClusterResourceSetBinding"] = ("addons.cluster.x-k8s.io", """{ "clusterName": "demo" }"""),
        ["IPAddress"] = ("ipam.cluster.x-k8s.io", """
            {
              "address": "10.0.0.1", "prefix": 24, "gateway": "10.0.0.254", "claimRef": { "name": "demo" },
              "poolRef": { "apiGroup": "ipam.x", "kind": "Pool", "name": "p" }
            }
            """),
        ["IPAddressClaim"] = ("ipam.cluster.x-k8s.io", """{ "poolRef": { "apiGroup": "ipam.x", "kind": "Pool", "name": "p" } }"""),
        ["KubeadmConfig"] = ("bootstrap.cluster.x-k8s.io", """{ "verbosity": 2 }"""),
        ["KubeadmConfigTemplate"] = ("bootstrap.cluster.x-k8s.io", """{ "template": { "spec": { "verbosity": 2 } } }"""),
        ["KubeadmControlPlane"] = ("controlplane.cluster.x-k8s.io", """
            {
              "replicas": 3, "version": "v1.31.0", "kubeadmConfigSpec": { "verbosity": 2 },
              "machineTemplate": { "spec": {
                "infrastructureRef": { "apiGroup": "infrastructure.cluster.x-k8s.io", "kind": "DevMachineTemplate", "name": "cp" } } }
            }
            """),
        ["KubeadmControlPlaneTemplate"] = ("controlplane.cluster.x-k8s.io", """{ "template": { "spec": { "kubeadmConfigSpec": { "verbosity": 2 } } } }"""),
        ["DevCluster"] = ("infrastructure.cluster.x-k8s.io", """{ "backend": { "inMemory": {} } }"""),
        ["DevClusterTemplate"] = ("infrastructure.cluster.x-k8s.io", """{ "template": { "spec": { "backend": { "inMemory": {} } } } }"""),
        ["DevMachine"] = ("infrastructure.cluster.x-k8s.io", """{ "backend": { "inMemory": {} } }"""),
        ["DevMachineTemplate"] = ("infrastructure.cluster.x-k8s.io", """{ "template": { "spec": { "backend": { "inMemory": {} } } } }"""),
    };

    public static IEnumerable<string> Kinds => Specs.Keys;

    /// <summary>A valid object of the kind with a merge patch over it.</summary>
    public static JsonObject Of(string kind, string patch = "{}")
    {
        var (group, spec) = Specs[kind];
        var manifest = $$"""
            { "apiVersion": "{{group}}/v1beta2", "kind": "{{kind}}", "metadata": { "name": "demo", "namespace": "default" }, "spec": {{spec}} }
            """;
        return MergePatch.Apply(JsonNode.Parse(manifest), JsonNode.Parse(patch))!.AsObject();
    }
}
