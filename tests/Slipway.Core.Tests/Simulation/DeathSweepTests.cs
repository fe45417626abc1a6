using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.Simulation;

/// <summary>
/// Controllers that die right after each of their writes, which is to those that come as if they had died before the next, and new ones that
/// end in the same state.
/// </summary>
public sealed class DeathSweepTests
{
    private const string Ns = "default";
    private static readonly ObjectKey Demo = new(Ns, "demo");

    private static readonly string[] Addon =
    [
        """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"one","namespace":"default"},"data":{"a":"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: first}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: second}"}}""",
        """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"two","namespace":"default"},"data":{"a":"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: third}"}}""",
        """
        {"apiVersion":"addons.cluster.x-k8s.io/v1beta2","kind":"ClusterResourceSet","metadata":{"name":"demo","namespace":"default"},"spec":{
          "strategy":"Reconcile","clusterSelector":{"matchLabels":{"addon":"yes"}},"resources":[{"kind":"ConfigMap","name":"one"},{"kind":"ConfigMap","name":"two"}]}}
        """,
    ];

    private static readonly string[] Claims =
    [
        """{"apiVersion":"ipam.cluster.x-k8s.io/v1alpha2","kind":"InClusterIPPool","metadata":{"name":"demo","namespace":"default"},"spec":{"addresses":["10.0.0.2-10.0.0.9"],"prefix":24}}""",
        Claim("a"), Claim("b"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ClusterResourceSet_EndsApplied()
    {
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.ApplyAsync(Manifests.Cluster(controlPlanes: 1, workers: 0));
        await plane.WaitAsync(CoreTypes.Cluster, Demo, c => Condition(c, "Available") == "True");
        var label = KubePatch.Merge((JsonObject)JsonNode.Parse("""{"metadata":{"labels":{"addon":"yes"}}}""")!);
        await plane.Client.PatchAsync(CoreTypes.Cluster, Demo, label, WriteOptions.Default, Token);

        await SweepAsync(plane, Addon, async () =>
        {
            await plane.WaitAsync(AddonsTypes.ClusterResourceSet, Demo, s => Condition(s, "ResourcesApplied") == "True");
            var binding = (await plane.Client.GetAsync(AddonsTypes.ClusterResourceSetBinding, Demo, Token)).ToJsonObject();
            var resources = binding["spec"]!["bindings"]!.AsArray().Single()!["resources"]!.AsArray();
            Assert.Equal(["one True", "two True"], resources.Select(r => $"{r!["name"]} {(bool)r["applied"]!}"));
            Assert.Single(binding["metadata"]!["ownerReferences"]!.AsArray());
            foreach (var name in (string[])["first", "second", "third"])
            {
                await plane.Workload.DeleteAsync(BuiltInTypes.ConfigMap, Demo with { Name = name }, DeleteOptions.Default, Token);
            }

            await DeleteAsync(plane, AddonsTypes.ClusterResourceSet, AddonsTypes.ClusterResourceSetBinding, BuiltInTypes.ConfigMap);
        });
    }

    [Fact]
    public async Task Claims_EndWithAnAddressEach()
    {
        await using var plane = await SimulatedPlane.StartAsync();
        await SweepAsync(plane, Claims, async () =>
        {
            foreach (var name in (string[])["a", "b"])
            {
                await plane.WaitAsync(IpamTypes.IPAddressClaim, Demo with { Name = name }, c => Condition(c, "Ready") == "True");
            }

            await plane.WaitAsync(IpamTypes.InClusterIPPool, Demo, p => (int?)p["status"]?["ipAddresses"]?["used"] == 2);
            var given = (await plane.Client.ListAsync(IpamTypes.IPAddress, Ns, ListOptions.All, Token)).Items;
            Assert.Equal(["10.0.0.2", "10.0.0.3"], given.Select(a => (string)a.ToJsonObject()["spec"]!["address"]!).Order(StringComparer.Ordinal));
            await DeleteAsync(plane, IpamTypes.IPAddressClaim, IpamTypes.IPAddress, IpamTypes.InClusterIPPool);
        });
    }

    /// <summary>Does the same again and again, the controllers dying one write later each time, until they do not die any more.</summary>
    private static async Task SweepAsync(SimulatedPlane plane, string[] manifests, Func<Task> end)
    {
        for (var write = 1; ; write++)
        {
            plane.Death.Await(write);
            await plane.ApplyAsync(manifests);
            var ends = end();
            if (await Task.WhenAny(ends, plane.Death.Came.Task) == ends)
            {
                await ends;
                Assert.InRange(write, 5, 40);
                TestContext.Current.TestOutputHelper?.WriteLine($"{write - 1} writes");
                return;
            }

            await plane.RestartCoreAsync();
            plane.Death.Forget();
            await ends;
        }
    }

    /// <summary>Deletes all objects of the first kind, and whatever is left of the others, and waits until they are gone.</summary>
    private static async Task DeleteAsync(SimulatedPlane plane, params ResourceType[] types)
    {
        foreach (var type in types)
        {
            foreach (var obj in (await plane.Client.ListAsync(type, Ns, ListOptions.All, Token)).Items)
            {
                if (await plane.Client.FindAsync(type, obj.Key, Token) is { IsDeleting: false })
                {
                    await plane.Client.DeleteAsync(type, obj.Key, new DeleteOptions { Uid = obj.Metadata.Uid }, Token)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                }
            }

            await plane.WaitForCountAsync(type, Ns, 0);
        }
    }

    private static string Claim(string name) =>
        $$$$"""{"apiVersion":"ipam.cluster.x-k8s.io/v1beta2","kind":"IPAddressClaim","metadata":{"name":"{{{{name}}}}","namespace":"default"},"spec":{"poolRef":{"apiGroup":"ipam.cluster.x-k8s.io","kind":"InClusterIPPool","name":"demo"}}}""";

    private static string? Condition(JsonObject obj, string type) =>
        (string?)(obj["status"]?["conditions"] as JsonArray)?.FirstOrDefault(c => (string?)c?["type"] == type)?["status"];
}
