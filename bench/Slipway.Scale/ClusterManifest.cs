using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Scale;

/// <summary>A cluster of one control plane machine and some worker machines on the in-memory provider.</summary>
internal static class ClusterManifest
{
    private const string Core = "cluster.x-k8s.io";
    private const string Infrastructure = "infrastructure.cluster.x-k8s.io";
    private const string Bootstrap = "bootstrap.cluster.x-k8s.io";
    private const string ControlPlane = "controlplane.cluster.x-k8s.io";
    private const string ControlPlaneVersion = "v1.31.1";

    /// <summary>What workers begin with; they can be rolled out to <see cref="UpgradedVersion"/>.</summary>
    private const string WorkerVersion = "v1.31.0";

    public const string UpgradedVersion = ControlPlaneVersion;

    public static ResourceType MachineDeployments { get; } = Type(Core, "MachineDeployment", "machinedeployments");

    public static ResourceType Machines { get; } = Type(Core, "Machine", "machines");

    public static ResourceType Clusters { get; } = Type(Core, "Cluster", "clusters");

    public static IEnumerable<(ResourceType Type, JsonObject Body)> Of(string name, int workers)
    {
        yield return Object(Core, "Cluster", "clusters", name, new JsonObject
        {
            ["clusterNetwork"] = new JsonObject
            {
                ["pods"] = new JsonObject { ["cidrBlocks"] = new JsonArray("192.168.0.0/16") },
                ["services"] = new JsonObject { ["cidrBlocks"] = new JsonArray("10.128.0.0/12") },
            },
            ["infrastructureRef"] = Reference(Infrastructure, "DevCluster", name),
            ["controlPlaneRef"] = Reference(ControlPlane, "KubeadmControlPlane", name + "-cp"),
        });
        yield return Object(Infrastructure, "DevCluster", "devclusters", name, new JsonObject { ["backend"] = InMemory() });
        yield return Template($"{name}-cp");
        yield return Object(ControlPlane, "KubeadmControlPlane", "kubeadmcontrolplanes", $"{name}-cp", new JsonObject
        {
            ["replicas"] = 1,
            ["version"] = ControlPlaneVersion,
            ["machineTemplate"] = new JsonObject
            {
                ["spec"] = new JsonObject { ["infrastructureRef"] = Reference(Infrastructure, "DevMachineTemplate", $"{name}-cp") },
            },
        });
        yield return Template($"{name}-md");
        yield return Object(Bootstrap, "KubeadmConfigTemplate", "kubeadmconfigtemplates", $"{name}-md", new JsonObject
        {
            ["template"] = new JsonObject { ["spec"] = new JsonObject { ["joinConfiguration"] = new JsonObject { ["nodeRegistration"] = new JsonObject { ["imagePullPolicy"] = "IfNotPresent" } } } },
        });
        yield return Object(Core, "MachineDeployment", "machinedeployments", $"{name}-md", new JsonObject
        {
            ["clusterName"] = name,
            ["replicas"] = workers,
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject() },
            ["template"] = new JsonObject
            {
                ["spec"] = new JsonObject
                {
                    ["clusterName"] = name,
                    ["version"] = WorkerVersion,
                    ["bootstrap"] = new JsonObject { ["configRef"] = Reference(Bootstrap, "KubeadmConfigTemplate", $"{name}-md") },
                    ["infrastructureRef"] = Reference(Infrastructure, "DevMachineTemplate", $"{name}-md"),
                },
            },
        });
    }

    /// <summary>A health check of all workers.</summary>
    public static (ResourceType Type, JsonObject Body) HealthCheckOf(string name) =>
        Object(Core, "MachineHealthCheck", "machinehealthchecks", name, new JsonObject
        {
            ["clusterName"] = name,
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["cluster.x-k8s.io/deployment-name"] = $"{name}-md" } },
            ["checks"] = new JsonObject
            {
                ["unhealthyNodeConditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "Unknown", ["timeoutSeconds"] = 300 }),
            },
        });

    private static (ResourceType Type, JsonObject Body) Template(string name) =>
        Object(Infrastructure, "DevMachineTemplate", "devmachinetemplates", name, new JsonObject
        {
            ["template"] = new JsonObject { ["spec"] = new JsonObject { ["backend"] = InMemory() } },
        });

    private static JsonObject InMemory() => new() { ["inMemory"] = new JsonObject() };

    private static JsonObject Reference(string group, string kind, string name) => new() { ["apiGroup"] = group, ["kind"] = kind, ["name"] = name };

    private static (ResourceType Type, JsonObject Body) Object(string group, string kind, string plural, string name, JsonObject spec) => (
        Type(group, kind, plural),
        new JsonObject
        {
            ["apiVersion"] = $"{group}/v1beta2",
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" },
            ["spec"] = spec,
        });

    private static ResourceType Type(string group, string kind, string plural) =>
        new(new GroupVersionKind(group, "v1beta2", kind), plural, Namespaced: true);
}
