using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Cli.Manifests;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.ForeignProviders;

/// <summary>A provider that is known by the labels of its definitions alone takes a Cluster through its whole life.</summary>
public sealed class ForeignProviderTests
{
    private static readonly ObjectKey Deployment = new("default", "md");

    private static readonly IReadOnlyList<ResourceType> Followed =
        [CoreTypes.Cluster, CoreTypes.Machine, CoreTypes.MachineDeployment, RackProvider.Clusters, RackProvider.Machines];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Provider_KnownByItsDefinitionsOnly_TakesAClusterThroughItsLife()
    {
        await using var elsewhere = await TestPlane.StartServerAsync(Transport.Https);
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await DefineAsync(plane.Client);
        await using var view = await ObjectView.OpenAsync(plane.Client, Followed);
        var provider = new RackProvider(plane.Client, elsewhere.Client);
        var room = new RackRoom(view, provider);

        await CreateAsync(plane.Client, "cluster.yaml");
        await CreateKubeconfigAsync(plane.Client, elsewhere.KubeconfigPath);
        await provider.ProvisionClusterAsync(KubeConnection.FromKubeconfigFile(elsewhere.KubeconfigPath).Server);
        await room.SwitchOnAsync(3);
        await view.UntilAsync("the cluster runs", o => o.Find(CoreTypes.Cluster, "demo").Is("Available") && Running(o) == 3);
        Assert.Equal("192.0.2.1", ((JsonArray)view.Read(o => o.Find(CoreTypes.Machine, "cp")).At("status", "addresses")!)[0].Text("address"));

        await PatchDeploymentAsync(plane.Client, """{"template":{"spec":{"infrastructureRef":{"name":"row-2"}}}}""");
        await room.SwitchOnAsync(4);
        await room.SwitchOffAsync(1);
        await room.SwitchOnAsync(5);
        await room.SwitchOffAsync(2);
        await view.UntilAsync(
            "both workers stand in the second row",
            o => o.Of(RackProvider.Machines).Count(m => m.Number("spec.row") == 2) == 2 && Running(o) == 3 && o.Of(CoreTypes.Machine).Count == 3);

        await PatchDeploymentAsync(plane.Client, """{"replicas":1}""");
        await room.SwitchOffAsync(3);
        await view.UntilAsync("one worker is left", o => o.Of(CoreTypes.Machine).Count == 2);

        var uid = view.Read(o => o.Find(CoreTypes.Cluster, "demo")).Text("metadata.uid")!;
        await plane.Client.DeleteAsync(CoreTypes.Cluster, new("default", "demo"), new DeleteOptions { Uid = uid }, Token);
        await room.SwitchOffAsync(5);
        await view.UntilAsync("the infrastructure goes last", o => o.Find(RackProvider.Clusters, "demo").Text("metadata.deletionTimestamp") is not null);
        Assert.Empty((await plane.Client.ListAsync(CoreTypes.Machine, ns: null, ListOptions.All, Token)).Items);
        await provider.ReleaseAsync(RackProvider.Clusters, "demo");
        await view.UntilAsync("nothing is left", o => Followed.All(type => o.Of(type).Count == 0));
    }

    private static int Running(Objects objects) => objects.Of(CoreTypes.Machine).Count(m => m.Text("status.phase") == "Running");

    private static Task PatchDeploymentAsync(IKubeClient client, string spec) => client.PatchAsync(
        CoreTypes.MachineDeployment, Deployment, KubePatch.Merge(new JsonObject { ["spec"] = JsonNode.Parse(spec) }), WriteOptions.Default, Token);

    // The server answers for a new kind as soon as its definition says that it is established.
    private static async Task DefineAsync(IKubeClient client)
    {
        await using var definitions = await ObjectView.OpenAsync(client, BuiltInTypes.CustomResourceDefinition);
        await CreateAsync(client, "definitions.yaml");
        await definitions.UntilAsync(
            "three kinds are established",
            o => o.Of(BuiltInTypes.CustomResourceDefinition).Count(d => d.Text("spec.group") == "infrastructure.example.org" && d.Is("Established")) == 3);
    }

    // Nobody provides the control plane: its kubeconfig is the user's to bring.
    private static Task CreateKubeconfigAsync(IKubeClient client, string path)
    {
        var secret = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject
            {
                ["name"] = "demo-kubeconfig",
                ["namespace"] = "default",
                ["labels"] = new JsonObject { ["cluster.x-k8s.io/cluster-name"] = "demo" },
            },
            ["type"] = "cluster.x-k8s.io/secret",
            ["data"] = new JsonObject { ["value"] = Convert.ToBase64String(File.ReadAllBytes(path)) },
        };
        return client.CreateAsync(BuiltInTypes.Secret, secret, WriteOptions.Default, Token);
    }

    private static async Task CreateAsync(IKubeClient client, string file)
    {
        await using var stream = typeof(ForeignProviderTests).Assembly.GetManifestResourceStream($"ForeignProviders/{file}")!;
        using var reader = new StreamReader(stream);
        foreach (var document in ManifestReader.Parse(file, await reader.ReadToEndAsync(Token)))
        {
            await client.CreateAsync(TypeOf(document.Body), document.Body, WriteOptions.Default, Token);
        }
    }

    private static ResourceType TypeOf(JsonObject body)
    {
        var kind = GroupVersionKind.Parse(body.Text("apiVersion")!, body.Text("kind")!);
        return new ResourceType(kind, $"{kind.Kind.ToLowerInvariant()}s", Namespaced: kind.Kind != "CustomResourceDefinition");
    }
}
