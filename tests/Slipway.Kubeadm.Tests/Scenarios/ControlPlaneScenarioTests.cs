using System.Diagnostics;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Tests.Scenarios;

public sealed class ControlPlaneScenarioTests(ITestOutputHelper output)
{
    private static readonly ObjectKey KcpKey = new("default", "demo-control-plane");

    [Fact]
    public async Task ControlPlane_OneThreeUpgradeOneDelete_GoesThroughItAll()
    {
        using var loggers = Environment.GetEnvironmentVariable("SLIPWAY_TEST_LOG") is null ? null : new FileLoggerFactory("/tmp/kubeadm-scenario.log");
        await using var plane = await TestPlane.StartAsync(loggers);
        var clock = Stopwatch.StartNew();
        await plane.ApplyAsync(Manifest);

        await ReadyAsync(plane, 1, "v1.31.0");
        output.WriteLine($"1 machine: {clock.Elapsed.TotalSeconds:0.00} s");
        await plane.UntilAsync(CoreTypes.Machine, name: null, machine => machine["status"]?["certificatesExpiryDate"] is not null);

        clock.Restart();
        await PatchAsync(plane, """{"spec":{"replicas":3}}""");
        await ReadyAsync(plane, 3, "v1.31.0");
        output.WriteLine($"3 machines: {clock.Elapsed.TotalSeconds:0.00} s");

        clock.Restart();
        using var workload = await plane.ConnectAsync("demo");
        using var upgraded = new CancellationTokenSource();
        var fewest = ReadyNodes.FewestAsync(workload, upgraded.Token);
        await PatchAsync(plane, """{"spec":{"version":"v1.32.0"}}""");
        await ReadyAsync(plane, 3, "v1.32.0");
        output.WriteLine($"upgraded: {clock.Elapsed.TotalSeconds:0.00} s");
        await upgraded.CancelAsync();
        Assert.Equal(3, await fewest);
        await UpgradedAsync(workload);

        clock.Restart();
        await PatchAsync(plane, """{"spec":{"replicas":1}}""");
        await ReadyAsync(plane, 1, "v1.32.0");
        output.WriteLine($"1 machine again: {clock.Elapsed.TotalSeconds:0.00} s");

        clock.Restart();
        await plane.Client.DeleteAsync(CoreTypes.Cluster, new("default", "demo"), DeleteOptions.Default, CancellationToken.None);
        await plane.GoneAsync(CoreTypes.Cluster, "demo");
        output.WriteLine($"deleted: {clock.Elapsed.TotalSeconds:0.00} s");
        foreach (var type in new ResourceType[] { CoreTypes.Machine, Slipway.Api.KubeadmTypes.KubeadmConfig, Slipway.Api.KubeadmTypes.KubeadmControlPlane, DevTypes.DevMachine })
        {
            Assert.Empty((await plane.Client.ListAsync(type, "default", ListOptions.All, CancellationToken.None)).Items);
        }
    }

    /// <summary>What in the cluster follows the version.</summary>
    private static async Task UpgradedAsync(HttpKubeClient workload)
    {
        var config = await workload.FindAsync(BuiltInTypes.ConfigMap, new("kube-system", "kubeadm-config"), CancellationToken.None);
        Assert.Contains("kubernetesVersion: v1.32.0", config!.Data["ClusterConfiguration"], StringComparison.Ordinal);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await foreach (var change in workload.WatchAsync(BuiltInTypes.DaemonSet, "kube-system", new WatchOptions(), timeout.Token))
        {
            if (change.Type != WatchEventType.Bookmark
                && change.Object.To(BuiltInTypes.DaemonSet.Json).Spec.Template.Spec.Containers[0].Image.EndsWith("kube-proxy:v1.32.0", StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    [Fact]
    public async Task Writes_OfAClusterOfOneAndOne_StayInBudget()
    {
        await using var plane = await TestPlane.StartAsync();
        await plane.ApplyAsync($"{Manifest}\n---\n{Workers}");
        await plane.UntilAsync(CoreTypes.MachineDeployment, "demo-md-0", md => (int?)md["status"]?["availableReplicas"] == 1);
        await plane.UntilAsync(
            CoreTypes.Cluster, "demo",
            cluster => (cluster["status"]?["conditions"] as JsonArray)?.Any(c => (string?)c!["type"] == "Available" && (string?)c["status"] == "True") == true);

        var writes = plane.Controllers.Writes.OrderBy(w => w.Key, StringComparer.Ordinal).ToList();
        foreach (var (what, count) in writes)
        {
            output.WriteLine($"{count,3} {what}");
        }

        Assert.InRange(writes.Where(w => IsOfThisRoom(w.Key)).Sum(w => w.Value), 1, 28);
    }

    private static bool IsOfThisRoom(string write) =>
        write.StartsWith("Kubeadm", StringComparison.Ordinal) || write.StartsWith("Secret", StringComparison.Ordinal)
        || write.StartsWith("ConfigMap", StringComparison.Ordinal);

    private static Task ReadyAsync(TestPlane plane, int replicas, string version) => plane.UntilAsync(
        Slipway.Api.KubeadmTypes.KubeadmControlPlane, KcpKey.Name,
        kcp => kcp["status"] is { } status && (int?)status["readyReplicas"] == replicas && (int?)status["replicas"] == replicas
            && (int?)status["upToDateReplicas"] == replicas && (string?)status["version"] == version
            && (status["conditions"] as JsonArray)!.Any(c => (string?)c!["type"] == "EtcdClusterHealthy" && (string?)c["status"] == "True"));

    private static Task PatchAsync(TestPlane plane, string patch) => plane.Client.PatchAsync(
        Slipway.Api.KubeadmTypes.KubeadmControlPlane, KcpKey, KubePatch.Merge((JsonObject)JsonNode.Parse(patch)!), WriteOptions.Default, CancellationToken.None);

    private const string Workers =
        """
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
        kind: DevMachineTemplate
        metadata: {name: demo-md-0}
        spec: {template: {spec: {backend: {inMemory: {}}}}}
        ---
        apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
        kind: KubeadmConfigTemplate
        metadata: {name: demo-md-0}
        spec: {template: {spec: {joinConfiguration: {nodeRegistration: {kubeletExtraArgs: [{name: node-labels, value: tier=worker}]}}}}}
        ---
        apiVersion: cluster.x-k8s.io/v1beta2
        kind: MachineDeployment
        metadata: {name: demo-md-0}
        spec:
          clusterName: demo
          replicas: 1
          selector: {matchLabels: {}}
          template:
            spec:
              clusterName: demo
              version: v1.31.0
              bootstrap:
                configRef: {apiGroup: bootstrap.cluster.x-k8s.io, kind: KubeadmConfigTemplate, name: demo-md-0}
              infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: DevMachineTemplate, name: demo-md-0}
        """;

    private const string Manifest =
        """
        apiVersion: cluster.x-k8s.io/v1beta2
        kind: Cluster
        metadata: {name: demo}
        spec:
          clusterNetwork:
            pods: {cidrBlocks: [192.168.0.0/16]}
            services: {cidrBlocks: [10.128.0.0/12]}
            serviceDomain: cluster.local
          infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: DevCluster, name: demo}
          controlPlaneRef: {apiGroup: controlplane.cluster.x-k8s.io, kind: KubeadmControlPlane, name: demo-control-plane}
        ---
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
        kind: DevCluster
        metadata: {name: demo}
        spec: {backend: {inMemory: {}}}
        ---
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
        kind: DevMachineTemplate
        metadata: {name: demo-control-plane}
        spec: {template: {spec: {backend: {inMemory: {}}}}}
        ---
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        metadata: {name: demo-control-plane}
        spec:
          replicas: 1
          version: v1.31.0
          machineTemplate:
            spec:
              infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: DevMachineTemplate, name: demo-control-plane}
          kubeadmConfigSpec:
            clusterConfiguration:
              apiServer: {certSANs: [localhost, 127.0.0.1]}
            initConfiguration:
              nodeRegistration: {kubeletExtraArgs: [{name: eviction-hard, value: "nodefs.available<0%"}]}
            joinConfiguration:
              nodeRegistration: {kubeletExtraArgs: [{name: eviction-hard, value: "nodefs.available<0%"}]}
            preKubeadmCommands: ["echo before > /run/before"]
            postKubeadmCommands: ["echo after > /run/after"]
        """;
}
