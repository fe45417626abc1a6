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

    [Theory]
    [InlineData("hangs", null)]
    [InlineData("answers garbage", """{"kind":"Banana","items":[{"metadata":7},null,"x"]""")]
    public async Task Other_ClustersAreMadeAndScaledMeanwhile(string _, string? garbage)
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var bad = await TestCluster.CreateAsync(plane.Client, new(1, Workers));
        await using var server = new BadWorkloadServer(garbage);
        await MisdirectAsync(plane.Client, bad.Connection().Server, server.Url);
        await plane.StopControllersAsync();
        await plane.StartControllersAsync();
        await server.Asked.WaitAsync(TimeSpan.FromSeconds(60), Token);

        await using var view = await ObjectView.OpenAsync(plane.Client, CoreTypes.Cluster, CoreTypes.MachineDeployment);
        var good = new ClusterShape(1, 2);
        foreach (var body in await ClusterManifest.ObjectsAsync("good", good))
        {
            await plane.Client.CreateAsync(Kinds.Of(body.Text("apiVersion")!, body.Text("kind")!), body, WriteOptions.Default, Token);
        }

        await view.UntilAsync("the other cluster is made", o => IsMade(o, good));
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
