using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.Simulation;

/// <summary>A pool whose provider has no machines of its own kind; the test is the provider.</summary>
public sealed class MachinePoolLifeTests
{
    private static readonly ObjectKey Pool = new("default", "pool");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pool_WithoutMachines_FollowsItsProviderToTheEnd()
    {
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.ApplyAsync([.. Manifests.Cluster(controlPlanes: 1, workers: 0), Infrastructure, MachinePool]);
        await plane.WaitAsync(CoreTypes.MachinePool, Pool, p => (string?)p["status"]?["phase"] == "Provisioning");

        await NodeAsync(plane, "n1");
        await NodeAsync(plane, "n2");
        await ProvideAsync(plane, 2, "one://n1", "one://n2");
        var pool = await plane.WaitAsync(CoreTypes.MachinePool, Pool, p => (string?)p["status"]?["phase"] == "Running" && p["status"]!["nodeRefs"] is JsonArray { Count: 2 });
        Assert.Equal(2, (int?)pool.ToJsonObject()["status"]!["readyReplicas"]);
        await PatchAsync(plane, CoreTypes.MachinePool, """{"spec":{"replicas":1}}""");
        await plane.WaitAsync(CoreTypes.MachinePool, Pool, p => (string?)p["status"]?["phase"] == "ScalingDown");

        await plane.RestartCoreAsync();
        await ProvideAsync(plane, 1, "one://n2");
        await plane.WaitAsync(CoreTypes.MachinePool, Pool, p => (string?)p["status"]?["phase"] == "Running" && p["status"]!["nodeRefs"] is JsonArray { Count: 1 });
        Assert.Null(await plane.Workload.FindAsync((ResourceType)BuiltInTypes.Node, ObjectKey.ClusterScoped("n1"), Token));
        var node = await plane.Workload.GetAsync(BuiltInTypes.Node, ObjectKey.ClusterScoped("n2"), Token);
        Assert.Equal("pool", node.Metadata.Annotations["cluster.x-k8s.io/owner-name"]);

        pool = await plane.Client.GetAsync(CoreTypes.MachinePool, Pool, Token);
        await plane.Client.DeleteAsync(CoreTypes.MachinePool, Pool, DeleteOptions.Default, Token);
        await plane.WaitGoneAsync(CoreTypes.MachinePool, pool);
        Assert.Null(await plane.Client.FindAsync((ResourceType)DevTypes.DevMachinePool, Pool, Token));
        Assert.Null(await plane.Workload.FindAsync((ResourceType)BuiltInTypes.Node, ObjectKey.ClusterScoped("n2"), Token));
    }

    private static string Infrastructure =>
        """{"apiVersion":"infrastructure.cluster.x-k8s.io/v1beta2","kind":"DevMachinePool","metadata":{"name":"pool","namespace":"default"},"spec":{}}""";

    private static string MachinePool => """
        {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"MachinePool","metadata":{"name":"pool","namespace":"default"},"spec":{
          "clusterName":"demo","replicas":2,"template":{"spec":{"clusterName":"demo","bootstrap":{"dataSecretName":"data"},
            "infrastructureRef":{"apiGroup":"infrastructure.cluster.x-k8s.io","kind":"DevMachinePool","name":"pool"}}}}}
        """;

    private static async Task ProvideAsync(SimulatedPlane plane, int replicas, params string[] ids)
    {
        await PatchAsync(plane, DevTypes.DevMachinePool, new JsonObject { ["spec"] = new JsonObject { ["providerIDList"] = new JsonArray([.. ids]) } }.ToJsonString());
        var status = new JsonObject { ["status"] = new JsonObject { ["ready"] = true, ["replicas"] = replicas } };
        await plane.Client.PatchAsync(DevTypes.DevMachinePool, Pool, KubePatch.Merge(status), WriteOptions.Status, Token);
    }

    private static Task PatchAsync(SimulatedPlane plane, ResourceType type, string patch) =>
        plane.Client.PatchAsync(type, Pool, KubePatch.Merge((JsonObject)JsonNode.Parse(patch)!), WriteOptions.Default, Token);

    private static async Task NodeAsync(SimulatedPlane plane, string name)
    {
        var body = (JsonObject)JsonNode.Parse($$$$"""
            {"apiVersion":"v1","kind":"Node","metadata":{"name":"{{{{name}}}}"},"spec":{"providerID":"one://{{{{name}}}}"},
             "status":{"conditions":[{"type":"Ready","status":"True","lastTransitionTime":"2026-01-01T00:00:00Z"}],"nodeInfo":{"kubeletVersion":"v1.31.0"}}}
            """)!;
        await plane.Workload.CreateAsync(BuiltInTypes.Node, body, WriteOptions.Default, Token);
    }
}
