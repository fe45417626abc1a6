using System.Net.Sockets;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>The life of a cluster, the same however the controllers reach the API server.</summary>
public abstract class ScenarioTests(Transport transport)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_ThreeAndThree_IsUsableAndLeavesNothing()
    {
        await using var plane = await TestPlane.StartAsync(transport);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(3, 3));
        using var workload = cluster.Workload();
        await using (var nodes = await ObjectView.OpenAsync(workload, BuiltInTypes.Node))
        {
            await nodes.UntilAsync("six usable Nodes", o => o.Of(BuiltInTypes.Node).Count(ClusterStates.IsUsable) == 6);
            Assert.All(nodes.Read(o => o.Of(BuiltInTypes.Node).ToList()), n => Assert.Equal("v1.31.0", n.Text("status.nodeInfo.kubeletVersion")));
            Assert.Equal(3, nodes.Read(o => o.Of(BuiltInTypes.Node).Count(n => n.Label("tier") == "worker")));
        }

        var map = new V1ConfigMap { Metadata = new() { Name = "kept", NamespaceProperty = "default" }, Data = new Dictionary<string, string> { ["a"] = "b" } };
        await workload.CreateAsync(BuiltInTypes.ConfigMap, map, WriteOptions.Default, Token);
        Assert.Equal("b", (await workload.FindAsync(BuiltInTypes.ConfigMap, new("default", "kept"), Token))!.Data["a"]);
        await MembersAreMachinesAsync(plane, cluster);

        var server = cluster.Connection().Server;
        await cluster.DeleteAsync();
        Assert.Equal(["management"], plane.Database.ListSpaces());
        await RefusesConnectionsAsync(server);
    }

    [Fact]
    public async Task ScaleWorkers_UpAndDown_NeverBelowThePromise()
    {
        await using var plane = await TestPlane.StartAsync(transport);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 3));
        cluster.View.Always(o => o.Find(CoreTypes.MachineDeployment, "demo-md-0") is { } deployment && deployment.Number("status.availableReplicas") < 1
            ? "no worker is available"
            : null);
        foreach (var replicas in new[] { 5, 1 })
        {
            await cluster.ScaleWorkersAsync(replicas);
        }

        Assert.Empty(cluster.View.Violations);
    }

    [Fact]
    public async Task ScaleControlPlane_UpAndDown_EtcdFollows()
    {
        await using var plane = await TestPlane.StartAsync(transport);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 0));
        foreach (var replicas in new[] { 3, 5, 3 })
        {
            await cluster.ScaleControlPlaneAsync(replicas);
            await MembersAreMachinesAsync(plane, cluster);
        }
    }

    [Fact]
    public async Task Upgrade_ControlPlaneThenWorkersThenImage_NeverBelowThePromise()
    {
        await using var plane = await TestPlane.StartAsync(transport);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(3, 3));
        using var workload = cluster.Workload();
        await using var nodes = await ObjectView.OpenAsync(workload, BuiltInTypes.Node);
        nodes.Always(o => Promise(o, "control plane", n => n.Label("node-role.kubernetes.io/control-plane") is not null));
        nodes.Always(o => Promise(o, "workers", n => n.Label("tier") == "worker"));

        await cluster.UpgradeControlPlaneAsync("v1.32.0");
        await MembersAreMachinesAsync(plane, cluster);
        Assert.All(cluster.View.Read(o => o.Of(CoreTypes.Machine).ToList()), m => Assert.Equal(ClusterStates.IsControlPlane(m) ? "v1.32.0" : "v1.31.0", m.Text("spec.version")));
        await cluster.UpgradeWorkersAsync("v1.32.0");
        await nodes.UntilAsync("every kubelet is new", o => o.Of(BuiltInTypes.Node) is { Count: 6 } all && all.All(n => n.Text("status.nodeInfo.kubeletVersion") == "v1.32.0"));

        await RollImageAsync(plane.Client, cluster);
        await nodes.UntilAsync("no Node of an old machine is left", o => o.Of(BuiltInTypes.Node).Count == 6);
        Assert.Empty(nodes.Violations);
    }

    private static string? Promise(Objects objects, string role, Func<JsonNode, bool> has)
    {
        var ready = objects.Of(BuiltInTypes.Node).Count(n => has(n) && n.Is("Ready"));
        return ready < 3 ? $"{role}: {ready} Nodes are Ready, 3 were promised" : null;
    }

    private static async Task RollImageAsync(IKubeClient client, TestCluster cluster)
    {
        var before = Workers(cluster);
        var template = JsonNode.Parse(
            """
            {"apiVersion": "infrastructure.cluster.x-k8s.io/v1beta2", "kind": "DevMachineTemplate", "metadata": {"name": "demo-md-1", "namespace": "default"},
             "spec": {"template": {"spec": {"backend": {"inMemory": {}}}}}}
            """)!.AsObject();
        await client.CreateAsync(DevTypes.DevMachineTemplate, template, WriteOptions.Default, Token);
        var reference = new JsonObject { ["infrastructureRef"] = new JsonObject { ["name"] = "demo-md-1" } };
        await cluster.PatchAsync(CoreTypes.MachineDeployment, cluster.DeploymentKey, new JsonObject { ["template"] = new JsonObject { ["spec"] = reference } });
        await cluster.View.UntilAsync(
            "every worker has the new template",
            o => o.Of(DevTypes.DevMachine).Count(m => (string?)m.At("metadata", "annotations", "cluster.x-k8s.io/cloned-from-name") == "demo-md-1") == 3);
        await cluster.SettledAsync();
        Assert.Empty(Workers(cluster).Intersect(before));
    }

    private static List<string> Workers(TestCluster cluster) =>
        cluster.View.Read(o => o.Of(CoreTypes.Machine).Where(m => !ClusterStates.IsControlPlane(m)).Select(m => m.Name()).ToList());

    private static async Task MembersAreMachinesAsync(TestPlane plane, TestCluster cluster) =>
        Assert.Equal(cluster.ControlPlaneNodes(), await plane.EtcdMembersAsync());

    private static async Task RefusesConnectionsAsync(Uri server)
    {
        using var socket = new TcpClient();
        var refused = await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync(server.Host, server.Port, Token).AsTask());
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }
}
