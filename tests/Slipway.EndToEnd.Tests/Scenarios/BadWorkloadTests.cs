using System.Text;
using System.Text.Json.Nodes;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Api;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>A workload cluster that hangs, or answers nonsense, is nobody's trouble but its own.</summary>
public sealed class BadWorkloadTests
{
    // More Machines than a controller has workers.
    private const int Workers = 14;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>How it answers all but the question whether it lives: with which status, 0 for never, and with what.</summary>
    public static TheoryData<string, int, string> Bad { get; } = new()
    {
        { "hangs", 0, "" },
        { "answers garbage", 200, """{"kind":"Banana","items":[{"metadata":7},null,"x"]""" },
        { "has lost its etcd", 500, """{"kind":"Status","apiVersion":"v1","status":"Failure","message":"etcdserver: no leader","code":500}""" },
        { "is something else", 404, "404 page not found" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Other_ClustersAreMadeAndScaledMeanwhile(string _, int status, string text)
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var bad = await TestCluster.CreateAsync(plane.Client, new(1, Workers));
        await using var server = new BadWorkloadServer(status, text);
        await TurnBadAsync(plane, bad, server);

        await using var view = await ObjectView.OpenAsync(plane.Client, CoreTypes.Cluster, CoreTypes.MachineDeployment);
        var good = new ClusterShape(1, 2);
        foreach (var body in await ClusterManifest.ObjectsAsync("good", good))
        {
            await plane.Client.CreateAsync(Kinds.Of(body.Text("apiVersion")!, body.Text("kind")!), body, WriteOptions.Default, Token);
        }

        await view.UntilAsync("the other cluster is made", o => IsMade(o, good));
    }

    /// <summary>What cannot be told is said so, of which Machine and why; the rest of the status is as it is.</summary>
    [Theory]
    [MemberData(nameof(Bad))]
    public async Task ControlPlane_SaysThatItCannotTell(string how, int status, string text)
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var bad = await TestCluster.CreateAsync(plane.Client, new(1, 1));
        await using var server = new BadWorkloadServer(status, text);
        await TurnBadAsync(plane, bad, server);

        await bad.View.UntilAsync($"the control plane of a cluster that {how} says so", o => Says(o, "EtcdClusterHealthy") && Says(o, "ControlPlaneComponentsHealthy"));

        // A change of what is wanted is still seen.
        await bad.PatchAsync(KubeadmTypes.KubeadmControlPlane, bad.ControlPlaneKey, new JsonObject { ["replicas"] = 3 });
        await bad.View.UntilAsync("it says why it does not scale", o => ControlPlane(o).Condition("ScalingUp") is { } scaling
            && scaling.Text("status") == "True" && scaling.Text("message")!.Contains("is unknown", StringComparison.Ordinal));

        bool Says(Objects objects, string type) => ControlPlane(objects).Condition(type) is { } condition && condition.Text("status") == "Unknown"
            && condition.Text("message")!.Contains("cannot list", StringComparison.Ordinal);

        JsonNode? ControlPlane(Objects objects) => objects.Find(KubeadmTypes.KubeadmControlPlane, bad.ControlPlaneKey.Name);
    }

    /// <summary>Whoever starts now knows nothing of the cluster but what the bad server tells.</summary>
    private static async Task TurnBadAsync(TestPlane plane, TestCluster cluster, BadWorkloadServer server)
    {
        await MisdirectAsync(plane.Client, cluster.Connection().Server, server.Url);
        await plane.StopControllersAsync();
        await plane.StartControllersAsync();
        await server.Asked.WaitAsync(TimeSpan.FromSeconds(60), Token);
    }

    private static bool IsMade(Objects objects, ClusterShape shape) =>
        objects.Find(CoreTypes.Cluster, "good") is { } cluster
        && cluster.Is("Available")
        && cluster.Number("status.workers.readyReplicas") == shape.Workers
        && cluster.Number("status.controlPlane.readyReplicas") == shape.ControlPlane;

    private static async Task MisdirectAsync(IKubeClient client, Uri from, Uri to)
    {
        var key = new ObjectKey("default", "demo-kubeconfig");
        var secret = (await client.GetAsync(BuiltInTypes.Secret, key, Token)).ToJsonObject();
        var kubeconfig = Encoding.UTF8.GetString(Convert.FromBase64String((string)secret["data"]!["value"]!));
        var misdirected = kubeconfig.Replace(from.ToString().TrimEnd('/'), to.ToString().TrimEnd('/'), StringComparison.Ordinal);
        Assert.NotEqual(kubeconfig, misdirected);
        var patch = new JsonObject { ["data"] = new JsonObject { ["value"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(misdirected)) } };
        await client.PatchAsync(BuiltInTypes.Secret, key, KubePatch.Merge(patch), WriteOptions.Default, Token);
    }
}
