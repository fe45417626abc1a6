using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Bootstrap;

public sealed class InitialObjectsTests
{
    // What kube-apiserver 1.36 has made of each a moment after its first start.
    [Theory]
    [InlineData("clusterroles.rbac.authorization.k8s.io", 69)]
    [InlineData("clusterrolebindings.rbac.authorization.k8s.io", 50)]
    [InlineData("roles.rbac.authorization.k8s.io", 7)]
    [InlineData("rolebindings.rbac.authorization.k8s.io", 7)]
    [InlineData("priorityclasses.scheduling.k8s.io", 2)]
    [InlineData("prioritylevelconfigurations.flowcontrol.apiserver.k8s.io", 8)]
    [InlineData("flowschemas.flowcontrol.apiserver.k8s.io", 11)]
    [InlineData("namespaces", 4)]
    public async Task NewCluster_HasWhatARealOneHas(string resource, int count)
    {
        await using var server = await EngineFixture.StartAsync();

        Assert.Equal(count, server.Store.List(new StoreQuery(resource)).Items.Count);
    }

    [Fact]
    public async Task Object_ReadTwice_IsTheSameAndSaysSo()
    {
        await using var server = await EngineFixture.StartAsync();
        var key = new StoreKey("priorityclasses.scheduling.k8s.io", "", "system-node-critical");
        var stored = server.Store.Get(key)!;

        var (first, second) = (new KubeObject(stored.Json), new KubeObject(stored.Json));

        Assert.True(first.Json.Span.SequenceEqual(second.Json.Span));
        Assert.NotEqual(Guid.Empty, Guid.Parse(first.Metadata.Uid));
        Assert.Equal(stored.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture), first.Metadata.ResourceVersion);
        Assert.DoesNotContain("0001-01-01", first.ToJsonObject().ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_OfTwoClusters_HaveUidsOfTheirOwn()
    {
        await using var one = await EngineFixture.StartAsync();
        await using var other = await EngineFixture.StartAsync();

        Assert.Empty(UidsOf(one).Intersect(UidsOf(other), StringComparer.Ordinal));
        Assert.Distinct(UidsOf(one));
    }

    private static List<string> UidsOf(EngineFixture server) =>
        [.. server.Store.List(new StoreQuery("clusterroles.rbac.authorization.k8s.io")).Items.Select(o => new KubeObject(o.Json).Metadata.Uid)];
}
