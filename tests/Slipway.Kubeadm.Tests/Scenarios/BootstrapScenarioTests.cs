using Slipway.Api;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Tests.Scenarios;

/// <summary>Machines that nobody but their KubeadmConfig brings up: of an old version, in both formats, by token and by file.</summary>
public sealed class BootstrapScenarioTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Machines_WithoutControlPlaneProvider_MakeACluster()
    {
        await using var plane = await TestPlane.StartAsync();
        var discovery = "joinConfiguration: {discovery: {file: {kubeConfigPath: /etc/kubernetes/discovery.conf, kubeConfig: {user: {exec: {command: aws}}}}}}";
        await plane.ApplyAsync(string.Join(
            "\n---\n", Cluster, Machine("cp-0", controlPlane: true, "format: ignition"), Machine("cp-1", controlPlane: true, "verbosity: 2"),
            Machine("w-0", controlPlane: false, "verbosity: 2"), Machine("w-1", controlPlane: false, "format: ignition"),
            Machine("w-2", controlPlane: false, discovery)));

        foreach (var name in new[] { "cp-0", "cp-1", "w-0", "w-1", "w-2" })
        {
            await plane.UntilAsync(CoreTypes.Machine, name, m => (string?)m["status"]?["phase"] == "Running");
        }

        // One of the first two has initialized, made the authorities, and given the lock back.
        var type = Slipway.Api.KubeadmTypes.KubeadmConfig;
        var configs = (await plane.Client.ListAsync(type, "default", ListOptions.All, None)).Items.Select(c => c.To(type.Json)).ToList();
        var first = Assert.Single(configs, c => c.Spec?.JoinConfiguration?.Discovery is null);
        foreach (var name in new[] { "demo-ca", "demo-etcd", "demo-proxy", "demo-sa" })
        {
            var secret = await plane.Client.FindAsync(BuiltInTypes.Secret, new("default", name), None);
            Assert.Equal(first.Metadata.Uid, Assert.Single(secret!.Metadata.OwnerReferences).Uid);
        }

        await plane.GoneAsync(BuiltInTypes.ConfigMap, "demo-lock");

        // Boot data are of the one type, and of no one else.
        foreach (var config in configs)
        {
            var data = await plane.Client.FindAsync(BuiltInTypes.Secret, new("default", config.Status!.DataSecretName!), None);
            Assert.Equal(("cluster.x-k8s.io/secret", config.Metadata.Uid), (data!.Type, Assert.Single(data.Metadata.OwnerReferences).Uid));
            Assert.Equal("demo", data.Metadata.Labels["cluster.x-k8s.io/cluster-name"]);
        }
    }

    [Fact]
    public async Task Tokens_OfMachinesThatHaveJoined_AreGone()
    {
        await using var plane = await TestPlane.StartAsync();
        await plane.ApplyAsync(string.Join(
            "\n---\n", Cluster, Machine("cp-0", controlPlane: true, "format: cloud-config"), Machine("w-0", controlPlane: false, "format: ignition")));
        await plane.UntilAsync(CoreTypes.Machine, "w-0", m => (string?)m["status"]?["phase"] == "Running");
        using var workload = await plane.ConnectAsync("demo");

        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (var change in workload.WatchAsync(BuiltInTypes.Secret, "kube-system", new WatchOptions(), timeout.Token))
        {
            var left = await workload.ListAsync(BuiltInTypes.Secret, "kube-system", ListOptions.All, timeout.Token);
            if (!left.Items.Any(s => s.To(BuiltInTypes.Secret.Json).Type == "bootstrap.kubernetes.io/token"))
            {
                return;
            }
        }
    }

    private const string Cluster =
        """
        apiVersion: cluster.x-k8s.io/v1beta2
        kind: Cluster
        metadata: {name: demo}
        spec:
          clusterNetwork: {pods: {cidrBlocks: [192.168.0.0/16]}}
          infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: DevCluster, name: demo}
        ---
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
        kind: DevCluster
        metadata: {name: demo}
        spec: {backend: {inMemory: { } } }
        """;

    private static string Machine(string name, bool controlPlane, string config) =>
        $$$"""
        apiVersion: cluster.x-k8s.io/v1beta2
        kind: Machine
        metadata:
          name: {{{name}}}
          labels: {cluster.x-k8s.io/cluster-name: demo{{{(controlPlane ? ", cluster.x-k8s.io/control-plane: \"\"" : "")}}} }
        spec:
          clusterName: demo
          version: v1.20.15
          bootstrap: {configRef: {apiGroup: bootstrap.cluster.x-k8s.io, kind: KubeadmConfig, name: {{{name}}} }}
          infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: DevMachine, name: {{{name}}} }
        ---
        apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
        kind: KubeadmConfig
        metadata: {name: "{{{name}}}", labels: {cluster.x-k8s.io/cluster-name: demo} }
        spec:
          {{{config}}}
        ---
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
        kind: DevMachine
        metadata: {name: "{{{name}}}", labels: {cluster.x-k8s.io/cluster-name: demo} }
        spec: {backend: {inMemory: { } } }
        """;
}
