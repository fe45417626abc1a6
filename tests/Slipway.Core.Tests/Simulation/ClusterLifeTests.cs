using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.Simulation;

/// <summary>Whole lives of clusters over the embedded API server, in this process.</summary>
public sealed class ClusterLifeTests
{
    private const string Namespace = "default";
    private static readonly ObjectKey Demo = new(Namespace, "demo");
    private static readonly ObjectKey Workers = new(Namespace, "demo-md");

    [Fact]
    public async Task Cluster_OfOneAndOne_BecomesAvailableWithFewWrites()
    {
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.ApplyAsync(Manifests.Cluster(controlPlanes: 1, workers: 1));

        await plane.WaitAsync(CoreTypes.Cluster, Demo, c => ConditionOf(c, "Available") == "True");
        await plane.WaitAsync(CoreTypes.MachineDeployment, Workers, d => (int?)d["status"]?["availableReplicas"] == 1);

        var writes = plane.CoreClient.Writes;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', writes.OrderByDescending(w => w.Value).Select(w => $"{w.Value} {w.Key}")));
        Assert.Equal(2, (await plane.Client.ListAsync(CoreTypes.Machine, Namespace, ListOptions.All, TestContext.Current.CancellationToken)).Items.Count);
        Assert.InRange(writes.Values.Sum(), 1, 52);
    }

    [Fact]
    public async Task Cluster_ScaledRolledAndDeleted_LeavesNothing()
    {
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.ApplyAsync(Manifests.Cluster(controlPlanes: 1, workers: 3));
        await plane.WaitAsync(CoreTypes.MachineDeployment, Workers, d => (int?)d["status"]?["availableReplicas"] == 3);

        await PatchAsync(plane, Workers, """{"spec":{"replicas":5}}""");
        await plane.WaitAsync(CoreTypes.MachineDeployment, Workers, d => (int?)d["status"]?["availableReplicas"] == 5);
        await PatchAsync(plane, Workers, """{"spec":{"replicas":2}}""");
        await plane.WaitAsync(CoreTypes.MachineDeployment, Workers, d => (int?)d["status"]?["replicas"] == 2);
        await plane.WaitForCountAsync(CoreTypes.Machine, Namespace, 3);

        await PatchAsync(plane, Workers, """{"spec":{"template":{"spec":{"version":"v1.31.1"}}}}""");
        await plane.WaitAsync(
            CoreTypes.MachineDeployment,
            Workers,
            d => d["status"] is { } s && (int?)s["upToDateReplicas"] == 2 && (int?)s["replicas"] == 2 && (int?)s["availableReplicas"] == 2
                && (string?)s["versions"]?[0]?["version"] == "v1.31.1");
        await plane.WaitForCountAsync(CoreTypes.MachineSet, Namespace, 1);

        await plane.Client.DeleteAsync(CoreTypes.Cluster, Demo, DeleteOptions.Default, TestContext.Current.CancellationToken);
        foreach (var type in (ResourceType[])[CoreTypes.Cluster, CoreTypes.Machine, DevTypes.DevMachine, KubeadmTypes.KubeadmConfig, DevTypes.DevCluster, DevTypes.DevMachineTemplate])
        {
            await plane.WaitForCountAsync(type, Namespace, 0);
        }
    }

    [Fact]
    public async Task Controllers_RestartedWhileClusterIsBorn_EndInTheSameState()
    {
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.ApplyAsync(Manifests.Cluster(controlPlanes: 1, workers: 3));
        foreach (var count in (int[])[1, 3])
        {
            await plane.WaitForCountAsync(CoreTypes.Machine, Namespace, count);
            await plane.RestartCoreAsync();
        }

        await plane.WaitAsync(CoreTypes.Cluster, Demo, c => ConditionOf(c, "Available") == "True");
        await plane.WaitAsync(CoreTypes.MachineDeployment, Workers, d => (int?)d["status"]?["availableReplicas"] == 3);
        await plane.WaitForCountAsync(CoreTypes.Machine, Namespace, 4);
        await plane.WaitForCountAsync(DevTypes.DevMachine, Namespace, 4);
        await plane.WaitForCountAsync(CoreTypes.MachineSet, Namespace, 1);
    }

    // What stands for something outside must not vanish without its cleaning up, be it paused or not.
    [Fact]
    public async Task Paused_Objects_HaveTheirFinalizersAndNothingElse()
    {
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.ApplyAsync(Manifests.Cluster(controlPlanes: 1, workers: 1).Select(m => m.Replace("\"spec\":{\n  \"controlPlaneRef\"", "\"spec\":{\"paused\":true,\"controlPlaneRef\"", StringComparison.Ordinal)));

        var deployment = await plane.WaitAsync(CoreTypes.MachineDeployment, Workers, d => ConditionOf(d, "Paused") == "True" && d["metadata"]!["finalizers"] is not null);
        var cluster = await plane.WaitAsync(CoreTypes.Cluster, Demo, c => ConditionOf(c, "Paused") == "True" && c["metadata"]!["finalizers"] is not null);

        Assert.Equal(["cluster.x-k8s.io/machinedeployment"], deployment.Metadata.Finalizers);
        Assert.Equal(["cluster.cluster.x-k8s.io"], cluster.Metadata.Finalizers);
        Assert.Empty(deployment.Metadata.OwnerReferences);
        await plane.WaitForCountAsync(CoreTypes.MachineSet, Namespace, 0);
    }

    [Fact]
    public async Task Machine_OfNobody_IsTakenOnByTheSetThatItMatches()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.ApplyAsync(Manifests.Cluster(controlPlanes: 1, workers: 1));
        await plane.WaitAsync(CoreTypes.MachineDeployment, Workers, d => (int?)d["status"]?["availableReplicas"] == 1);
        var own = (await plane.Client.ListAsync(CoreTypes.Machine, Namespace, ListOptions.All, stop)).Items.Single(m => m.Metadata.Name.StartsWith("demo-md", StringComparison.Ordinal));
        var stray = own.ToJsonObject();
        stray["metadata"] = new JsonObject { ["name"] = "stray", ["namespace"] = Namespace, ["labels"] = stray["metadata"]!["labels"]!.DeepClone() };
        stray["spec"]!["infrastructureRef"]!["name"] = "stray";
        stray["spec"]!["bootstrap"]!["configRef"]!["name"] = "stray";
        stray["spec"]!.AsObject().Remove("providerID");
        stray.Remove("status");

        await plane.Client.CreateAsync(CoreTypes.Machine, stray, WriteOptions.Default, stop);
        var adopted = await plane.WaitAsync(
            CoreTypes.Machine, new ObjectKey(Namespace, "stray"), m => m["metadata"]!["ownerReferences"] is JsonArray owners && owners.Any(o => (string?)o!["kind"] == "MachineSet"));

        // There is one too many now, and the one without a Node goes first.
        await plane.WaitGoneAsync(CoreTypes.Machine, adopted);
        Assert.False((await plane.Client.GetAsync(CoreTypes.Machine, own.Key, stop)).IsDeleting);
    }

    [Fact]
    public async Task Machine_Deleted_IsDrainedFirst()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.ApplyAsync(Manifests.Cluster(controlPlanes: 1, workers: 1));
        await plane.WaitAsync(CoreTypes.MachineDeployment, Workers, d => (int?)d["status"]?["availableReplicas"] == 1);
        var machine = (await plane.Client.ListAsync(CoreTypes.Machine, Namespace, ListOptions.All, stop)).Items.Single(m => m.Metadata.Name.StartsWith("demo-md", StringComparison.Ordinal));
        var pod = new ObjectKey(Namespace, "guest");
        await plane.Workload.CreateAsync(
            BuiltInTypes.Pod,
            (JsonObject)JsonNode.Parse($$$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"guest","namespace":"default","finalizers":["test.slipway/hold"]},"spec":{"nodeName":"{{{machine.Metadata.Name}}}","containers":[{"name":"c","image":"i"}]}}""")!,
            WriteOptions.Default,
            stop);

        await plane.Client.DeleteAsync(CoreTypes.Machine, machine.Key, DeleteOptions.Default, stop);
        await plane.WaitAsync(CoreTypes.Machine, machine.Key, m => ReasonOf(m, "Deleting") == "DrainingNode" && m["status"]?["deletion"]?["nodeDrainStartTime"] is not null);
        await plane.WaitAsync(CoreTypes.Machine, machine.Key, m => MessageOf(m, "Deleting").Contains("default/guest", StringComparison.Ordinal));
        var node = await plane.Workload.GetAsync(BuiltInTypes.Node, ObjectKey.ClusterScoped(machine.Metadata.Name), stop);
        Assert.True((bool?)node.ToJsonObject()["spec"]!["unschedulable"]);
        Assert.True((await plane.Workload.GetAsync(BuiltInTypes.Pod, pod, stop)).IsDeleting);

        var release = KubePatch.Merge((JsonObject)JsonNode.Parse("""{"metadata":{"finalizers":null}}""")!);
        await plane.Workload.PatchAsync(BuiltInTypes.Pod, pod, release, WriteOptions.Default, stop);
        await plane.Workload.DeleteAsync(BuiltInTypes.Pod, pod, new DeleteOptions { GracePeriodSeconds = 0 }, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await plane.WaitGoneAsync(CoreTypes.Machine, machine);
        Assert.Null(await plane.Workload.FindAsync((ResourceType)BuiltInTypes.Node, ObjectKey.ClusterScoped(machine.Metadata.Name), stop));
    }

    [Fact]
    public async Task MachineHealthCheck_OfANodeThatFails_HasItsMachineReplaced()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.ApplyAsync(Manifests.Cluster(controlPlanes: 1, workers: 2));
        await plane.ApplyAsync(["""
            {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"MachineHealthCheck","metadata":{"name":"demo","namespace":"default"},"spec":{"clusterName":"demo",
              "selector":{"matchLabels":{"cluster.x-k8s.io/deployment-name":"demo-md"}},
              "checks":{"unhealthyNodeConditions":[{"type":"Ready","status":"False","timeoutSeconds":0}]}}}
            """]);
        await plane.WaitAsync(CoreTypes.MachineHealthCheck, Demo, c => (int?)c["status"]?["currentHealthy"] == 2);
        var machine = (await plane.Client.ListAsync(CoreTypes.Machine, Namespace, ListOptions.All, stop)).Items.First(m => m.Metadata.Name.StartsWith("demo-md", StringComparison.Ordinal));

        var unready = KubePatch.Merge((JsonObject)JsonNode.Parse("""{"status":{"conditions":[{"type":"Ready","status":"False","reason":"Broken","lastTransitionTime":"2026-01-01T00:00:00Z"}]}}""")!);
        await plane.Workload.PatchAsync(BuiltInTypes.Node, ObjectKey.ClusterScoped(machine.Metadata.Name), unready, WriteOptions.Status, stop);

        await plane.WaitGoneAsync(CoreTypes.Machine, machine);
        await plane.WaitAsync(CoreTypes.MachineDeployment, Workers, d => (int?)d["status"]?["availableReplicas"] == 2);
        var healed = await plane.WaitAsync(CoreTypes.MachineHealthCheck, Demo, c => (int?)c["status"]?["currentHealthy"] == 2);
        Assert.Equal("True", ConditionOf(healed.ToJsonObject(), "RemediationAllowed"));
        await plane.WaitForCountAsync(CoreTypes.Machine, Namespace, 3);
    }

    private static Task PatchAsync(SimulatedPlane plane, ObjectKey key, string patch) => plane.Client.PatchAsync(
        CoreTypes.MachineDeployment, key, KubePatch.Merge((JsonObject)JsonNode.Parse(patch)!), WriteOptions.Default, TestContext.Current.CancellationToken);

    private static string? ConditionOf(JsonObject obj, string type) => (string?)Find(obj, type)?["status"];

    private static string? ReasonOf(JsonObject obj, string type) => (string?)Find(obj, type)?["reason"];

    private static string MessageOf(JsonObject obj, string type) => (string?)Find(obj, type)?["message"] ?? "";

    private static JsonNode? Find(JsonObject obj, string type) =>
        (obj["status"]?["conditions"] as JsonArray)?.FirstOrDefault(c => (string?)c?["type"] == type);
}
