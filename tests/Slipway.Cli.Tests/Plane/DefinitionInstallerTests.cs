using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.ApiServer.Client;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage.Memory;
using Slipway.Cli.Plane;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Cli.Tests.Plane;

/// <summary>The parts of a plane that this room adds to the API server: the definitions of Cluster API's kinds, and their rules.</summary>
public sealed class DefinitionInstallerTests : IAsyncLifetime
{
    private readonly MemoryDatabase _database = new(TimeProvider.System);
    private InProcessKubeClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        var store = await _database.OpenSpaceAsync("management", cancellationToken: TestContext.Current.CancellationToken);
        var options = new InProcessConversion().AddTo(new ApiServerOptions());
        var engine = await ApiServerEngine.OpenAsync(
            store, options, TimeProvider.System, new CryptographicRandomSource(), background: null, TestContext.Current.CancellationToken);
        _client = new InProcessKubeClient(engine, new RequestUser("admin", ["system:masters"]));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Install_AgainWithTheSameVersion_WritesNothing()
    {
        var installer = new DefinitionInstaller(_client);

        Assert.Equal(ApiTypes.All.Count + ApiTypes.Moved.Count, await installer.InstallAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await installer.InstallAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Install_OnAServerThatIsNotOurs_LeavesFormerGroupsOut()
    {
        var installer = new DefinitionInstaller(_client, new JsonObject { ["strategy"] = "None" });

        Assert.Equal(ApiTypes.All.Count, await installer.InstallAsync(TestContext.Current.CancellationToken));
        Assert.Null(await _client.FindAsync(
            (ResourceType)BuiltInTypes.CustomResourceDefinition,
            ObjectKey.ClusterScoped("machinepools.exp.cluster.x-k8s.io"),
            TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Install_DefinitionOfAnotherVersion_IsBroughtUpToDate()
    {
        var installer = new DefinitionInstaller(_client);
        await installer.InstallAsync(TestContext.Current.CancellationToken);
        var key = ObjectKey.ClusterScoped("clusters.cluster.x-k8s.io");
        var older = KubeYaml.Parse($"metadata: {{annotations: {{{DefinitionInstaller.DigestAnnotation}: older}}}}")!.AsObject();
        await _client.PatchAsync(
            BuiltInTypes.CustomResourceDefinition, key, KubePatch.Merge(older), WriteOptions.Default, TestContext.Current.CancellationToken);

        Assert.Equal(1, await installer.InstallAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Rules_EvenNumberOfEtcdMembers_IsRefusedWithTheField()
    {
        await new DefinitionInstaller(_client).InstallAsync(TestContext.Current.CancellationToken);
        var controlPlane = KubeYaml.Parse("""
            apiVersion: controlplane.cluster.x-k8s.io/v1beta2
            kind: KubeadmControlPlane
            metadata: {name: demo, namespace: default}
            spec:
              replicas: 2
              version: v1.31.0
              machineTemplate:
                spec:
                  infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: DevMachineTemplate, name: demo}
            """)!.AsObject();

        var refused = await Assert.ThrowsAsync<KubeApiException>(() => _client.CreateAsync(
            KubeadmTypes.KubeadmControlPlane, controlPlane, WriteOptions.Default, TestContext.Current.CancellationToken));

        Assert.Equal(422, refused.Status.Code);
        Assert.Equal("spec.replicas", Assert.Single(refused.Status.Details!.Causes).Field);
        Assert.Equal(
            "admission webhook \"validation.kubeadmcontrolplane.controlplane.cluster.x-k8s.io\" denied the request: "
            + "KubeadmControlPlane.cluster.x-k8s.io \"demo\" is invalid: spec.replicas: Forbidden: cannot be an even number when etcd is stacked",
            refused.Message);
    }
}
