using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>
/// A namespace is deleted with a cluster in it: all that the cluster is made of is deleted at once, in no order, its Secrets first of all.
/// </summary>
public sealed class NamespaceDeletionTests
{
    private const string Name = "team";
    private static readonly ObjectKey Key = ObjectKey.ClusterScoped(Name);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DeleteNamespace_WithARunningCluster_LeavesNothing()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await CreateAsync(plane);
        await cluster.SettledAsync();
        await DeleteAsync(plane, cluster);
    }

    [Theory]
    [InlineData("the infrastructure is there")]
    [InlineData("the first machine is asked for")]
    [InlineData("the control plane answers")]
    public async Task DeleteNamespace_WhileAClusterIsBorn_LeavesNothing(string when)
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await CreateAsync(plane);
        await cluster.View.UntilAsync(when, o => when switch
        {
            "the infrastructure is there" => o.Of(CoreTypes.Cluster).Any(c => Has(c, "infrastructureProvisioned")),
            "the first machine is asked for" => o.Of(CoreTypes.Machine).Count > 0,
            _ => o.Of(KubeadmTypes.KubeadmControlPlane).Any(c => Has(c, "controlPlaneInitialized")),
        });
        await DeleteAsync(plane, cluster);
    }

    [Fact]
    public async Task DeleteNamespace_OfOneOfTwoClusters_LeavesTheOther()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var other = await TestCluster.CreateAsync(plane.Client, new(1, 1));
        var kept = other.View.Read(Names);
        await using var cluster = await CreateAsync(plane);
        await cluster.View.UntilAsync(
            "the second one runs", o => o.Of(CoreTypes.Machine).Count(m => m.Text("status.phase") == "Running") == 2 + 5);
        await DeleteNamespaceAsync(plane);
        await other.View.UntilAsync("only the other is left", o => Names(o) == kept);
        Assert.Null(await plane.Client.FindAsync((ResourceType)BuiltInTypes.Namespace, Key, Token));
    }

    private static bool Has(JsonObject obj, string milestone) => obj.At("status", "initialization", milestone) is not null;

    private static string Names(Objects objects) =>
        string.Join(' ', Kinds.OfClusters.SelectMany(
            k => objects.Of(k).Select(o => $"{k.Plural}/{o.Text("metadata.namespace")}/{o.Name()}")));

    private static async Task<TestCluster> CreateAsync(TestPlane plane)
    {
        var ns = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = Name } };
        await plane.Client.CreateAsync(BuiltInTypes.Namespace, ns, WriteOptions.Default, Token);
        return await TestCluster.ApplyAsync(plane.Client, new(3, 2), body => body["metadata"]!["namespace"] = Name);
    }

    private static async Task DeleteAsync(TestPlane plane, TestCluster cluster)
    {
        await DeleteNamespaceAsync(plane);
        await cluster.GoneAsync();
        Assert.Null(await plane.Client.FindAsync((ResourceType)BuiltInTypes.Namespace, Key, Token));
        Assert.Equal(["management"], plane.Database.ListSpaces());
    }

    /// <summary>As a person does it, who waits until it is gone.</summary>
    private static async Task DeleteNamespaceAsync(TestPlane plane)
    {
        if (Kubectl.IsThere)
        {
            Assert.Equal($"namespace \"{Name}\" deleted", await Kubectl.RunAsync(plane, "", "delete", "namespace", Name, "--timeout=60s"));
            return;
        }

        await using var namespaces = await ObjectView.OpenAsync(plane.Client, BuiltInTypes.Namespace);
        await plane.Client.DeleteAsync(BuiltInTypes.Namespace, Key, DeleteOptions.Default, Token);
        await namespaces.UntilAsync("the namespace is gone", o => o.Find(BuiltInTypes.Namespace, Name) is null);
    }
}
