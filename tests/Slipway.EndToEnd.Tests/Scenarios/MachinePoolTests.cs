using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>A pool of workers: its machines join, are Machines of their own, come and go one by one, and all together.</summary>
public sealed class MachinePoolTests
{
    private const string Name = "pool";
    private static readonly ObjectKey Pool = new("default", Name);
    internal static readonly ResourceType[] Watched = [.. Kinds.OfClusters, CoreTypes.MachinePool, DevTypes.DevMachinePool];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pool_GrowsShrinksIsUpgradedAndGoes()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var view = await ObjectView.OpenAsync(plane.Client, Watched);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 0));
        await CreatePoolAsync(plane.Client, cluster.Shape.Version, replicas: 2);
        await view.UntilAsync("two machines run", o => IsSettled(o, 2, cluster.Shape.Version));

        using var workload = cluster.Workload();
        await using var nodes = await ObjectView.OpenAsync(workload, BuiltInTypes.Node);
        var workers = Workers(view);
        foreach (var machine in workers)
        {
            var node = nodes.Read(o => o.Find(BuiltInTypes.Node, machine.Text("status.nodeRef.name")!));
            Assert.Equal(("MachinePool", Name), (Annotation(node, "owner-kind"), Annotation(node, "owner-name")));
            Assert.Equal(cluster.Shape.Version, machine.Text("spec.version"));
            Assert.Equal("", machine.Text("spec.bootstrap.dataSecretName"));
        }

        await PatchAsync(plane.Client, """{"spec":{"replicas":3}}""");
        await view.UntilAsync("three machines run", o => IsSettled(o, 3, cluster.Shape.Version));

        var gone = workers[0].Name();
        await plane.Client.DeleteAsync(CoreTypes.Machine, Pool with { Name = gone }, DeleteOptions.Default, Token);
        await view.UntilAsync("another one takes the place of the one deleted", o => IsSettled(o, 3, cluster.Shape.Version) && o.Find(CoreTypes.Machine, gone) is null);

        var chosen = Workers(view)[^1].Name();
        await plane.Client.PatchAsync(CoreTypes.Machine, Pool with { Name = chosen }, Merge("""{"metadata":{"annotations":{"cluster.x-k8s.io/delete-machine":"yes"}}}"""), WriteOptions.Default, Token);
        await PatchAsync(plane.Client, """{"spec":{"replicas":2}}""");
        await view.UntilAsync("two are left, without the chosen one", o => IsSettled(o, 2, cluster.Shape.Version) && o.Find(CoreTypes.Machine, chosen) is null);
        await nodes.UntilAsync("their Nodes too", o => o.Of(BuiltInTypes.Node).Count == 3);

        await PatchAsync(plane.Client, """{"spec":{"template":{"spec":{"version":"v1.36.0"}}}}""");
        await view.UntilAsync("two of the new version are there", o => IsSettled(o, 2, "v1.36.0"));

        await plane.Client.DeleteAsync(CoreTypes.MachinePool, Pool, DeleteOptions.Default, Token);
        await view.UntilAsync("nothing of the pool is left", o => o.Of(CoreTypes.MachinePool).Count + o.Of(DevTypes.DevMachinePool).Count == 0 && o.Of(DevTypes.DevMachine).Count == 1 && o.Of(CoreTypes.Machine).Count == 1);
        await nodes.UntilAsync("nor a Node", o => o.Of(BuiltInTypes.Node).Count == 1);
        Assert.Single(view.Read(o => o.Of(KubeadmTypes.KubeadmConfig).ToList()));
    }

    [Fact]
    public async Task Cluster_Deleted_TakesItsPoolWithIt()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var view = await ObjectView.OpenAsync(plane.Client, Watched);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 0));
        await CreatePoolAsync(plane.Client, cluster.Shape.Version, replicas: 1);
        await view.UntilAsync("it runs", o => IsSettled(o, 1, cluster.Shape.Version));
        await cluster.View.UntilAsync("the Cluster counts it", o => o.Find(CoreTypes.Cluster, "demo").Number("status.workers.readyReplicas") == 1);
        await cluster.AskDeletionAsync();
        await view.UntilAsync("nothing is left", o => Watched.All(k => o.Of(k).Count == 0));
    }

    internal static bool IsSettled(Objects objects, int replicas, string version)
    {
        var pool = objects.Find(CoreTypes.MachinePool, Name);
        var machines = objects.Of(CoreTypes.Machine).Where(m => !ClusterStates.IsControlPlane(m)).ToList();
        return machines.Count == replicas
            && machines.All(m => m.Text("status.phase") == "Running" && m.Is("Ready") && m.Is("UpToDate") && m.Text("status.nodeInfo.kubeletVersion") == version)
            && pool.Text("status.phase") == "Running"
            && pool.Number("status.replicas") == replicas
            && pool.Number("status.readyReplicas") == replicas
            && pool.Number("status.availableReplicas") == replicas
            && pool.Number("status.upToDateReplicas") == replicas
            && (pool.At("status", "nodeRefs") as JsonArray)?.Count == replicas
            && (pool.At("spec", "providerIDList") as JsonArray)?.Count == replicas;
    }

    private static List<JsonObject> Workers(ObjectView view) =>
        view.Read(o => o.Of(CoreTypes.Machine).Where(m => !ClusterStates.IsControlPlane(m)).OrderBy(m => m.Name(), StringComparer.Ordinal).ToList());

    private static string? Annotation(JsonNode? node, string name) => (string?)node.At("metadata", "annotations", $"cluster.x-k8s.io/{name}");

    private static KubePatch Merge(string patch) => KubePatch.Merge((JsonObject)JsonNode.Parse(patch)!);

    private static Task PatchAsync(IKubeClient client, string patch) =>
        client.PatchAsync(CoreTypes.MachinePool, Pool, Merge(patch), WriteOptions.Default, Token);

    internal static async Task CreatePoolAsync(IKubeClient client, string version, int replicas)
    {
        foreach (var text in new[]
        {
            """{"apiVersion":"infrastructure.cluster.x-k8s.io/v1beta2","kind":"DevMachinePool","metadata":{"name":"pool","namespace":"default"},"spec":{}}""",
            """
            {"apiVersion":"bootstrap.cluster.x-k8s.io/v1beta2","kind":"KubeadmConfig","metadata":{"name":"pool","namespace":"default"},
             "spec":{"joinConfiguration":{"nodeRegistration":{"name":"{{ ds.meta_data.local_hostname }}"}}}}
            """,
            $$$$$$"""
            {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"MachinePool","metadata":{"name":"pool","namespace":"default"},"spec":{
              "clusterName":"demo","replicas":{{{{{{replicas}}}}}},"template":{"spec":{"clusterName":"demo","version":"{{{{{{version}}}}}}",
                "bootstrap":{"configRef":{"apiGroup":"bootstrap.cluster.x-k8s.io","kind":"KubeadmConfig","name":"pool"}},
                "infrastructureRef":{"apiGroup":"infrastructure.cluster.x-k8s.io","kind":"DevMachinePool","name":"pool"}}}}}
            """,
        })
        {
            var body = JsonNode.Parse(text)!.AsObject();
            await client.CreateAsync(Kinds.Of(body.Text("apiVersion")!, body.Text("kind")!), body, WriteOptions.Default, Token);
        }
    }
}
