using k8s.Models;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Scenarios;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Programs;

/// <summary>The whole program is killed in the middle of what it does, its workload clusters with it, and goes on after a start.</summary>
public sealed class KillTests
{
    private static readonly ObjectKey Kept = new("default", "kept");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_InEveryStepOfAClustersLife_GoesOn()
    {
        // Says where the kills fall; what the program does meanwhile is different each time.
        var random = new Random(1);
        await using var plane = new SlipwayPlane();
        var shape = new ClusterShape(1, 1);
        await KillMidwayAsync(plane, shape, random, cluster => cluster.ApplyAsync());
        var (server, authority) = await RememberAsync(plane, shape);
        foreach (var next in new ClusterShape[] { new(3, 2), new(3, 2, "v1.32.0"), new(1, 1, "v1.32.0") })
        {
            var before = shape;
            await KillMidwayAsync(plane, before, random, cluster => cluster.AskAsync(next));
            shape = next;
            await RemembersAsync(plane, shape, server, authority);
        }

        await KillMidwayAsync(plane, shape, random, cluster => cluster.AskDeletionAsync());
        using var client = await plane.UpAsync();
        await using var gone = await TestCluster.FollowAsync(client, shape);
        await gone.GoneAsync();
    }

    /// <summary>Asks for something and kills the plane after some of the events that follow.</summary>
    private static async Task KillMidwayAsync(SlipwayPlane plane, ClusterShape shape, Random random, Func<TestCluster, Task> ask)
    {
        using var client = await plane.UpAsync();
        await using var cluster = await TestCluster.FollowAsync(client, shape);
        var events = random.Next(1, 60);
        var seen = cluster.View.UntilAsync("the moment to kill", o => --events < 0 || Kinds.OfClusters.All(k => o.Of(k).Count == 0));
        await ask(cluster);
        await Task.WhenAny(seen, cluster.SettledAsync());
        await plane.KillAsync();
    }

    private static async Task<(Uri Server, string? Authority)> RememberAsync(SlipwayPlane plane, ClusterShape shape)
    {
        using var client = await plane.UpAsync();
        await using var cluster = await TestCluster.FollowAsync(client, shape);
        await cluster.SettledAsync();
        using var workload = await cluster.AnsweringWorkloadAsync();
        var map = new V1ConfigMap { Metadata = new() { Name = Kept.Name, NamespaceProperty = Kept.Namespace }, Data = new Dictionary<string, string> { ["a"] = "b" } };
        await workload.CreateAsync(BuiltInTypes.ConfigMap, map, WriteOptions.Default, Token);
        await plane.KillAsync();
        return (cluster.Connection().Server, cluster.Connection().AuthorityPem);
    }

    private static async Task RemembersAsync(SlipwayPlane plane, ClusterShape shape, Uri server, string? authority)
    {
        using var client = await plane.UpAsync();
        await using var cluster = await TestCluster.FollowAsync(client, shape);
        await cluster.SettledAsync();
        Assert.Equal((server, authority), (cluster.Connection().Server, cluster.Connection().AuthorityPem));
        using var workload = await cluster.AnsweringWorkloadAsync();
        Assert.Equal("b", (await workload.FindAsync(BuiltInTypes.ConfigMap, Kept, Token))!.Data["a"]);
        await using var nodes = await ObjectView.OpenAsync(workload, BuiltInTypes.Node);
        await nodes.UntilAsync("a Node for each Machine", o => o.Of(BuiltInTypes.Node).Count(ClusterStates.IsUsable) == shape.Machines);
        Assert.Equal(shape.Machines, cluster.View.Read(o => o.Of(DevTypes.DevMachine).Count));
        await plane.KillAsync();
    }
}
