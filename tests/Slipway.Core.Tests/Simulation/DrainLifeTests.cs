using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.Simulation;

/// <summary>Machines that are deleted while pods are on their Nodes.</summary>
public sealed class DrainLifeTests
{
    private const string Namespace = "default";

    private static readonly ResourceType Budgets = new(new GroupVersionKind("policy", "v1", "PodDisruptionBudget"), "poddisruptionbudgets", Namespaced: true);

    [Fact]
    public async Task MachineDrainRules_OfOrdersAndOnesToSkip_AreFollowed()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var plane = await SimulatedPlane.StartAsync();
        var machine = await WorkerAsync(plane);
        await plane.ApplyAsync(
        [
            """
            {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"MachineDrainRule","metadata":{"name":"late","namespace":"default"},"spec":{"drain":{"behavior":"Drain","order":10},
              "machines":[{"selector":{"matchLabels":{"cluster.x-k8s.io/deployment-name":"demo-md"}}}],"pods":[{"selector":{"matchLabels":{"app":"late"}}}]}}
            """,
            """
            {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"MachineDrainRule","metadata":{"name":"left","namespace":"default"},"spec":{"drain":{"behavior":"Skip"},
              "pods":[{"selector":{"matchLabels":{"app":"left"}},"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"default"}}}]}}
            """,
        ]);
        var held = await PodAsync(plane, machine, "held", hold: true);
        var late = await PodAsync(plane, machine, "late");
        var left = await PodAsync(plane, machine, "left");

        await plane.Client.DeleteAsync(CoreTypes.Machine, machine.Key, DeleteOptions.Default, stop);
        await WaitForMessageAsync(plane, machine, "default/held: deletionTimestamp set, but still not removed from the Node");
        await WaitForMessageAsync(plane, machine, "After above Pods have been removed from the Node, the following Pods will be evicted: default/late");
        Assert.False((await plane.Workload.GetAsync(BuiltInTypes.Pod, late, stop)).IsDeleting);

        await ReleaseAsync(plane, held);
        await plane.WaitGoneAsync(CoreTypes.Machine, machine);
        Assert.Null(await plane.Workload.FindAsync((ResourceType)BuiltInTypes.Pod, late, stop));
        Assert.False((await plane.Workload.GetAsync(BuiltInTypes.Pod, left, stop)).IsDeleting);
    }

    [Fact]
    public async Task DisruptionBudget_ThatAllowsNone_IsNamedAndWaitedFor()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var plane = await SimulatedPlane.StartAsync();
        var machine = await WorkerAsync(plane);
        var pod = await PodAsync(plane, machine, "web");
        var budget = new ObjectKey(Namespace, "web");
        await plane.Workload.CreateAsync(Budgets, Json("""
            {"apiVersion":"policy/v1","kind":"PodDisruptionBudget","metadata":{"name":"web","namespace":"default"},"spec":{"minAvailable":1,"selector":{"matchLabels":{"app":"web"}}}}
            """), WriteOptions.Default, stop);
        var status = Json("""{"status":{"observedGeneration":1,"disruptionsAllowed":0,"currentHealthy":1,"desiredHealthy":1,"expectedPods":1}}""");
        await plane.Workload.PatchAsync(Budgets, budget, KubePatch.Merge(status), WriteOptions.Status, stop);

        await plane.Client.DeleteAsync(CoreTypes.Machine, machine.Key, DeleteOptions.Default, stop);
        await WaitForMessageAsync(
            plane,
            machine,
            "* Pod default/web: cannot evict pod as it would violate the pod's disruption budget. The disruption budget web needs 1 healthy pods and has 1 currently");
        Assert.False((await plane.Workload.GetAsync(BuiltInTypes.Pod, pod, stop)).IsDeleting);

        await plane.Workload.DeleteAsync(Budgets, budget, DeleteOptions.Default, stop);
        await plane.WaitGoneAsync(CoreTypes.Machine, machine);
    }

    [Fact]
    public async Task Machine_DeletedBeforeItsIdentifierWasTakenOver_TakesItsNodeAlong()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var plane = await SimulatedPlane.StartAsync();
        await WorkerAsync(plane);
        await plane.Workload.CreateAsync(
            BuiltInTypes.Node,
            Json("""{"apiVersion":"v1","kind":"Node","metadata":{"name":"lone"},"spec":{"providerID":"pretended://lone"}}"""),
            WriteOptions.Default,
            stop);

        // Its infrastructure has an identifier, but is not provisioned: the Machine does not take it over.
        await plane.ApplyAsync(
        [
            """
            {"apiVersion":"infrastructure.cluster.x-k8s.io/v1beta2","kind":"DevMachine","metadata":{"name":"lone-vm","namespace":"default"},
             "spec":{"providerID":"pretended://lone","backend":{"inMemory":{}}}}
            """,
            """
            {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"Machine","metadata":{"name":"lone","namespace":"default","finalizers":["machine.cluster.x-k8s.io"]},
             "spec":{"clusterName":"demo","bootstrap":{"dataSecretName":"boot"},
                     "infrastructureRef":{"apiGroup":"infrastructure.cluster.x-k8s.io","kind":"DevMachine","name":"lone-vm"}}}
            """,
        ]);
        var key = new ObjectKey(Namespace, "lone");
        var machine = await plane.WaitAsync(CoreTypes.Machine, key, m => (string?)m["status"]?["phase"] == "Pending");
        Assert.Null((string?)machine.ToJsonObject()["spec"]!["providerID"]);

        await plane.Client.DeleteAsync(CoreTypes.Machine, key, DeleteOptions.Default, stop);
        await plane.WaitGoneAsync(CoreTypes.Machine, machine);
        Assert.Null(await plane.Workload.FindAsync((ResourceType)BuiltInTypes.Node, ObjectKey.ClusterScoped("lone"), stop));
    }

    private static async Task<KubeObject> WorkerAsync(SimulatedPlane plane)
    {
        await plane.ApplyAsync(Manifests.Cluster(controlPlanes: 1, workers: 1));
        await plane.WaitAsync(CoreTypes.MachineDeployment, new ObjectKey(Namespace, "demo-md"), d => (int?)d["status"]?["availableReplicas"] == 1);
        return (await plane.Client.ListAsync(CoreTypes.Machine, Namespace, ListOptions.All, TestContext.Current.CancellationToken)).Items
            .Single(m => m.Metadata.Name.StartsWith("demo-md", StringComparison.Ordinal));
    }

    private static Task WaitForMessageAsync(SimulatedPlane plane, KubeObject machine, string text) => plane.WaitAsync(
        CoreTypes.Machine,
        machine.Key,
        m => (m["status"]?["conditions"] as JsonArray)?.Any(c => (string?)c?["type"] == "Deleting" && ((string?)c["message"] ?? "").Contains(text, StringComparison.Ordinal)) == true);

    private static async Task<ObjectKey> PodAsync(SimulatedPlane plane, KubeObject machine, string name, bool hold = false)
    {
        var body = Json($$$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{name}}}","namespace":"default","labels":{"app":"{{{name}}}"}},
             "spec":{"nodeName":"{{{machine.Metadata.Name}}}","containers":[{"name":"c","image":"i"}]}}
            """);
        if (hold)
        {
            body["metadata"]!["finalizers"] = new JsonArray("test.slipway/hold");
        }

        var created = await plane.Workload.CreateAsync(BuiltInTypes.Pod, body, WriteOptions.Default, TestContext.Current.CancellationToken);
        var running = Json("""{"status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}""");
        await plane.Workload.PatchAsync(BuiltInTypes.Pod, created.Key, KubePatch.Merge(running), WriteOptions.Status, TestContext.Current.CancellationToken);
        return created.Key;
    }

    private static async Task ReleaseAsync(SimulatedPlane plane, ObjectKey pod)
    {
        var stop = TestContext.Current.CancellationToken;
        await plane.Workload.PatchAsync(BuiltInTypes.Pod, pod, KubePatch.Merge(Json("""{"metadata":{"finalizers":null}}""")), WriteOptions.Default, stop);
        await plane.Workload.DeleteAsync(BuiltInTypes.Pod, pod, new DeleteOptions { GracePeriodSeconds = 0 }, stop)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private static JsonObject Json(string text) => (JsonObject)JsonNode.Parse(text)!;
}
