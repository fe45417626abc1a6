using System.Text;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>What a network add-on needs reaches two clusters, and changes where it is to be kept as it is written.</summary>
public sealed class ClusterResourceSetTests
{
    private const string Ns = "default";
    private const string Addon = """
        apiVersion: network.example.com/v1
        kind: Network
        metadata: {name: pods}
        spec: {cidr: 10.0.0.0/16}
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: cni, namespace: cni-system}
        spec:
          selector: {matchLabels: {app: cni}}
          template:
            metadata: {labels: {app: cni}}
            spec: {containers: [{name: cni, image: "cni:VERSION"}]}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: cni, namespace: cni-system}
        data: {version: VERSION, ONLY-IN-VERSION: "yes"}
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: networks.network.example.com}
        spec:
          group: network.example.com
          scope: Cluster
          names: {kind: Network, listKind: NetworkList, plural: networks, singular: network}
          versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}]
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: cni-system}
        """;

    private static readonly ObjectKey Cni = new("cni-system", "cni");
    private static readonly ResourceType Network = new(new("network.example.com", "v1", "Network"), "networks", Namespaced: false);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Addon_ReachesTwoClusters_AndItsChangeOnlyWhereItIsReconciled()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var view = await ObjectView.OpenAsync(
            plane.Client, CoreTypes.Cluster, AddonsTypes.ClusterResourceSet, AddonsTypes.ClusterResourceSetBinding, BuiltInTypes.Secret);
        await CreateAsync(plane.Client, BuiltInTypes.Secret, AddonSecret("once", "v1"));
        await CreateAsync(plane.Client, BuiltInTypes.Secret, AddonSecret("always", "v1"));
        await CreateAsync(plane.Client, AddonsTypes.ClusterResourceSet, Set("once", "ApplyOnce"));
        await CreateAsync(plane.Client, AddonsTypes.ClusterResourceSet, Set("always", "Reconcile"));
        await CreateClusterAsync(plane.Client, "blue", "once");
        await CreateClusterAsync(plane.Client, "green", "always");
        await view.UntilAsync("both sets are applied", o => o.Of(AddonsTypes.ClusterResourceSet).All(s => s.Is("ResourcesApplied")));

        using var blue = Workload(view, "blue");
        using var green = Workload(view, "green");
        foreach (var cluster in (HttpKubeClient[])[blue, green])
        {
            Assert.Equal(("v1", "cni:v1"), await StateAsync(cluster));
            Assert.Equal("10.0.0.0/16", (await cluster.GetAsync(Network, ObjectKey.ClusterScoped("pods"), Token)).ToJsonObject().Text("spec.cidr"));
        }

        var hash = view.Read(o => Hash(o, "green"));
        foreach (var set in (string[])["once", "always"])
        {
            var change = new JsonObject { ["stringData"] = new JsonObject { ["addon"] = Addon.Replace("VERSION", "v2", StringComparison.Ordinal) } };
            await plane.Client.PatchAsync(BuiltInTypes.Secret, new(Ns, set), KubePatch.Merge(change), WriteOptions.Default, Token);
        }

        await view.UntilAsync("the change is applied to green", o => Hash(o, "green") is { } now && now != hash && o.Find(AddonsTypes.ClusterResourceSet, "always").Is("ResourcesApplied"));
        Assert.Equal(("v2", "cni:v2"), await StateAsync(green));
        Assert.Equal(("v1", "cni:v1"), await StateAsync(blue));
        var data = (JsonObject)(await green.GetAsync(BuiltInTypes.ConfigMap, Cni, Token)).ToJsonObject()["data"]!;
        Assert.Equal(["ONLY-IN-v2", "version"], data.Select(d => d.Key).Order(StringComparer.Ordinal));
    }

    private static async Task<(string? Setting, string? Image)> StateAsync(HttpKubeClient cluster)
    {
        var config = (await cluster.GetAsync(BuiltInTypes.ConfigMap, Cni, Token)).ToJsonObject();
        var daemons = (await cluster.GetAsync(BuiltInTypes.DaemonSet, Cni, Token)).ToJsonObject();
        return (config.Text("data.version"), (string?)daemons["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]);
    }

    private static string? Hash(Objects objects, string cluster) =>
        (string?)objects.Find(AddonsTypes.ClusterResourceSetBinding, cluster)?["spec"]!["bindings"]![0]!["resources"]![0]!["hash"];

    private static HttpKubeClient Workload(ObjectView view, string cluster)
    {
        var kubeconfig = view.Read(o => o.Find(BuiltInTypes.Secret, $"{cluster}-kubeconfig").Text("data.value"));
        return new HttpKubeClient(KubeConnection.FromKubeconfig(Encoding.UTF8.GetString(Convert.FromBase64String(kubeconfig!))));
    }

    private static async Task CreateClusterAsync(IKubeClient client, string name, string addon)
    {
        foreach (var body in await ClusterManifest.ObjectsAsync(name, new(1, 0)))
        {
            if (body.Text("kind") == "Cluster")
            {
                body["metadata"]!["labels"] = new JsonObject { ["addon"] = addon };
            }

            await CreateAsync(client, Kinds.Of(body.Text("apiVersion")!, body.Text("kind")!), body);
        }
    }

    private static Task CreateAsync(IKubeClient client, ResourceType type, JsonObject body) =>
        client.CreateAsync(type, body, WriteOptions.Default, Token);

    private static JsonObject AddonSecret(string name, string version) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["type"] = "addons.cluster.x-k8s.io/resource-set",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = Ns },
        ["stringData"] = new JsonObject { ["addon"] = Addon.Replace("VERSION", version, StringComparison.Ordinal) },
    };

    private static JsonObject Set(string name, string strategy) => new()
    {
        ["apiVersion"] = "addons.cluster.x-k8s.io/v1beta2",
        ["kind"] = "ClusterResourceSet",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = Ns },
        ["spec"] = new JsonObject
        {
            ["strategy"] = strategy,
            ["clusterSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["addon"] = name } },
            ["resources"] = new JsonArray(new JsonObject { ["kind"] = "Secret", ["name"] = name }),
        },
    };
}
