using System.Text;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>Two pretended clusters of one plane: what one of them has in its Secrets is worth nothing in the other.</summary>
public sealed class ForeignTokenTests
{
    private const string TokenId = "abcdef";
    private const string TokenSecret = "0123456789abcdef";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Machine_WithTheTokenOfAnotherCluster_DoesNotJoin_UntilItsOwnHasIt()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var demo = await TestCluster.CreateAsync(plane.Client, new(1, 1));
        foreach (var body in await ClusterManifest.ObjectsAsync("other", new(1, 0)))
        {
            await CreateAsync(plane.Client, body);
        }

        await demo.View.UntilAsync("the other cluster is there", o => o.Find(CoreTypes.Cluster, "other").Is("ControlPlaneInitialized")
            && o.Find(BuiltInTypes.Secret, "other-kubeconfig") is not null);
        using var other = new HttpKubeClient(KubeConnection.FromKubeconfig(Value(demo, "other-kubeconfig")));
        using var own = demo.Workload();
        await CreateTokenAsync(other);

        await CreateMachineAsync(plane.Client, BootData(demo));
        await demo.View.UntilAsync(
            "it is told why it does not join",
            o => o.Find(DevTypes.DevMachine, "stray").At("status")?.ToJsonString()
                .Contains($"the cluster has no bootstrap token \\u0022{TokenId}", StringComparison.Ordinal) == true);
        foreach (var workload in new[] { own, other })
        {
            Assert.Null(await workload.FindAsync(BuiltInTypes.Node, ObjectKey.ClusterScoped("stray"), Token));
        }

        await CreateTokenAsync(own);
        await demo.View.UntilAsync(
            "it has joined its own cluster", o => o.Find(CoreTypes.Machine, "stray").Text("status.nodeRef.name") == "stray");
        Assert.Null(await other.FindAsync(BuiltInTypes.Node, ObjectKey.ClusterScoped("stray"), Token));
    }

    /// <summary>The boot data of a machine that is to join demo, with a token that demo does not have.</summary>
    private static string BootData(TestCluster demo)
    {
        const string field = "token: ";
        var worker = demo.View.Read(o => o.Of(CoreTypes.Machine).Single(m => !ClusterStates.IsControlPlane(m)).Name());
        var lines = Value(demo, worker).Replace(worker, "stray", StringComparison.Ordinal).Split('\n');
        return string.Join('\n', lines.Select(l => l.TrimStart().StartsWith(field, StringComparison.Ordinal)
            ? l[..(l.IndexOf(field, StringComparison.Ordinal) + field.Length)] + $"{TokenId}.{TokenSecret}"
            : l));
    }

    private static string Value(TestCluster demo, string secret) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(demo.View.Read(o => o.Find(BuiltInTypes.Secret, secret).Text("data.value"))!));

    private static Task CreateTokenAsync(IKubeClient workload) => CreateAsync(workload, new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject { ["name"] = $"bootstrap-token-{TokenId}", ["namespace"] = "kube-system" },
        ["type"] = "bootstrap.kubernetes.io/token",
        ["stringData"] = new JsonObject
        {
            ["token-id"] = TokenId,
            ["token-secret"] = TokenSecret,
            ["usage-bootstrap-authentication"] = "true",
            ["usage-bootstrap-signing"] = "true",
        },
    });

    private static async Task CreateMachineAsync(IKubeClient client, string bootData)
    {
        await CreateAsync(client, new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = "stray", ["namespace"] = "default" },
            ["stringData"] = new JsonObject { ["value"] = bootData },
        });
        foreach (var text in (string[])
        [
            """
            {"apiVersion": "infrastructure.cluster.x-k8s.io/v1beta2", "kind": "DevMachine",
             "metadata": {"name": "stray", "namespace": "default", "labels": {"cluster.x-k8s.io/cluster-name": "demo"}},
             "spec": {"backend": {"inMemory": {}}}}
            """,
            """
            {"apiVersion": "cluster.x-k8s.io/v1beta2", "kind": "Machine", "metadata": {"name": "stray", "namespace": "default"},
             "spec": {"clusterName": "demo", "version": "v1.31.0", "bootstrap": {"dataSecretName": "stray"},
                      "infrastructureRef": {"apiGroup": "infrastructure.cluster.x-k8s.io", "kind": "DevMachine", "name": "stray"}}}
            """,
        ])
        {
            await CreateAsync(client, JsonNode.Parse(text)!.AsObject());
        }
    }

    private static Task CreateAsync(IKubeClient client, JsonObject body)
    {
        var type = body.Text("kind") == "Secret" ? BuiltInTypes.Secret : Kinds.Of(body.Text("apiVersion")!, body.Text("kind")!);
        return client.CreateAsync(type, body, WriteOptions.Default, Token);
    }
}
