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

    private static Task PatchAsync(SimulatedPlane plane, ObjectKey key, string patch) => plane.Client.PatchAsync(
        CoreTypes.MachineDeployment, key, KubePatch.Merge((JsonObject)JsonNode.Parse(patch)!), WriteOptions.Default, TestContext.Current.CancellationToken);

    private static string? ConditionOf(JsonObject obj, string type) =>
        (string?)(obj["status"]?["conditions"] as JsonArray)?.FirstOrDefault(c => (string?)c?["type"] == type)?["status"];
}
