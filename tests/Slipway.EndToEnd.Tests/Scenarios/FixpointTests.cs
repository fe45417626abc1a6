using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>Controllers that have nothing to do write nothing.</summary>
public sealed class FixpointTests
{
    private static readonly (ResourceType Type, string Body)[] Objects =
    [
        (BuiltInTypes.ConfigMap, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"addon","namespace":"default"},"data":{"a":"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: addon}"}}"""),
        (AddonsTypes.ClusterResourceSet, """
            {"apiVersion":"addons.cluster.x-k8s.io/v1beta2","kind":"ClusterResourceSet","metadata":{"name":"addon","namespace":"default"},"spec":{
              "strategy":"Reconcile","clusterSelector":{"matchLabels":{"addon":"yes"}},"resources":[{"kind":"ConfigMap","name":"addon"}]}}
            """),
        (IpamTypes.InClusterIPPool, """{"apiVersion":"ipam.cluster.x-k8s.io/v1alpha2","kind":"InClusterIPPool","metadata":{"name":"ips","namespace":"default"},"spec":{"addresses":["10.0.0.2"],"prefix":24}}"""),
        (IpamTypes.IPAddressClaim, """{"apiVersion":"ipam.cluster.x-k8s.io/v1beta2","kind":"IPAddressClaim","metadata":{"name":"ip","namespace":"default"},"spec":{"poolRef":{"apiGroup":"ipam.cluster.x-k8s.io","kind":"InClusterIPPool","name":"ips"}}}"""),
    ];

    [Theory]
    [InlineData(Transport.InProcess)]
    [InlineData(Transport.Https)]
    public async Task Ready_LookedAtAgainAndAgain_NoWrite(Transport transport)
    {
        var passes = new PassLog();
        await using var plane = await TestPlane.StartAsync(transport, new() { Observer = passes, ResyncPeriod = TimeSpan.FromMilliseconds(200) });
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(3, 2));
        await AssertRestsAsync(plane, passes);
    }

    [Fact]
    public async Task PoolsAddonsAndAddresses_LookedAtAgainAndAgain_NoWrite()
    {
        var passes = new PassLog();
        await using var plane = await TestPlane.StartAsync(Transport.InProcess, new() { Observer = passes, ResyncPeriod = TimeSpan.FromMilliseconds(200) });
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 0));
        await using var view = await ObjectView.OpenAsync(
            plane.Client, CoreTypes.MachinePool, AddonsTypes.ClusterResourceSet, IpamTypes.IPAddressClaim);
        await MachinePoolTests.CreatePoolAsync(plane.Client, cluster.Shape.Version, replicas: 2);
        foreach (var (type, body) in Objects)
        {
            await plane.Client.CreateAsync(type, JsonNode.Parse(body)!.AsObject(), WriteOptions.Default, TestContext.Current.CancellationToken);
        }

        await plane.Client.PatchAsync(
            CoreTypes.Cluster,
            new("default", "demo"),
            KubePatch.Merge(JsonNode.Parse("""{"metadata":{"labels":{"addon":"yes"}}}""")!.AsObject()),
            WriteOptions.Default,
            TestContext.Current.CancellationToken);
        await view.UntilAsync("all is done", o =>
            o.Of(CoreTypes.MachinePool).Single().Number("status.availableReplicas") == 2
            && o.Of(AddonsTypes.ClusterResourceSet).Single().Is("ResourcesApplied")
            && o.Of(IpamTypes.IPAddressClaim).Single().Is("Ready"));
        await AssertRestsAsync(plane, passes);
    }

    private static async Task AssertRestsAsync(TestPlane plane, PassLog passes)
    {
        await passes.IdleAsync(2);
        passes.Forget();
        var before = await plane.RevisionsAsync();
        await passes.IdleAsync(3);
        Assert.Empty(passes.Writes);
        Assert.Equal(before, await plane.RevisionsAsync());
    }
}
