using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.Api;
using Slipway.Api.Admission;
using Slipway.Api.Crds;
using Slipway.ApiServer.Client;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage.Memory;
using Slipway.Cli.Plane;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Cli.Tests.Plane;

/// <summary>Objects of Cluster API's kinds on a server, applied in one version and read in the others.</summary>
public sealed class ServedVersionsTests : IAsyncLifetime
{
    private static readonly AdmissionGates Gates = new()
    {
        ClusterTopology = true, KubeadmBootstrapFormatIgnition = true, MachineTaintPropagation = true,
    };

    private static readonly ILookup<string, ResourceType> Versions = CustomResourceDefinitions.Load()
        .SelectMany(d => d["spec"]!["versions"]!.AsArray().Select(v => new ResourceType(
            new GroupVersionKind((string)d["spec"]!["group"]!, (string)v!["name"]!, (string)d["spec"]!["names"]!["kind"]!),
            (string)d["spec"]!["names"]!["plural"]!,
            Namespaced: true)))
        .ToLookup(v => (ApiTypes.Moved.FirstOrDefault(m => m.Resource.Kind == v.Kind)?.Now ?? v).GroupResource);

    private readonly MemoryDatabase _database = new(TimeProvider.System);
    private readonly EngineBackground _background = new(NullLogger<EngineBackground>.Instance);
    private InProcessKubeClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        var store = await _database.OpenSpaceAsync("management", cancellationToken: TestContext.Current.CancellationToken);
        var conversion = new InProcessConversion();
        var options = conversion.AddTo(new ApiServerOptions(), Gates);
        var engine = await ApiServerEngine.OpenAsync(
            store, options, TimeProvider.System, new CryptographicRandomSource(), _background, TestContext.Current.CancellationToken);
        _client = new InProcessKubeClient(engine, new RequestUser("admin", ["system:masters"]));
        conversion.ReadDefinitionsFrom(_client);
        await new DefinitionInstaller(_client).InstallAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _background.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task UpstreamsTemplates_Applied_AreReadAndWrittenBackInEveryVersion()
    {
        var applied = 0;
        foreach (var (name, content) in UpstreamTemplates.All())
        {
            foreach (var obj in KubeYaml.ParseAll(content).OfType<JsonObject>())
            {
                var kind = GroupVersionKind.Parse((string?)obj["apiVersion"] ?? "", (string?)obj["kind"] ?? "");
                if (Versions.FirstOrDefault(g => g.Any(v => v.Kind == kind)) is { } versions)
                {
                    applied++;
                    await CheckAsync($"{name}: {kind}", obj, versions.Single(v => v.Kind == kind), versions);
                }
            }
        }

        Assert.True(applied > 100, $"{applied} objects were applied");
    }

    [Fact]
    public async Task MachinePool_OfTheGroupItOnceHad_IsTheSameObjectInBoth()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var experimental = ApiTypes.Moved.Single().Resource;
        var key = new ObjectKey("default", "p");
        var made = await _client.CreateAsync(
            experimental,
            KubeYaml.Parse("""
                apiVersion: exp.cluster.x-k8s.io/v1alpha3
                kind: MachinePool
                metadata: {name: p, namespace: default}
                spec:
                  clusterName: c
                  template:
                    spec:
                      clusterName: c
                      version: 1.34.1
                      bootstrap: {dataSecretName: d}
                      infrastructureRef: {apiVersion: exp.infrastructure.cluster.x-k8s.io/v1alpha3, kind: AzureMachinePool, name: i}
                """)!.AsObject(),
            WriteOptions.Default,
            cancellationToken);
        Assert.Equal("v1.34.1", (string?)made.ToJsonObject()["spec"]!["template"]!["spec"]!["version"]);

        var pool = await _client.GetAsync(CoreTypes.MachinePool, key, cancellationToken);
        Assert.Equal(made.Metadata.Uid, pool.Metadata.Uid);
        var scaled = KubeYaml.Parse("spec: {replicas: 5}")!.AsObject();
        await _client.PatchAsync(CoreTypes.MachinePool, key, KubePatch.Merge(scaled), WriteOptions.Default, cancellationToken);
        var listed = await _client.ListAsync(experimental, ns: null, new ListOptions(), cancellationToken);
        var item = Assert.Single(listed.Items).ToJsonObject();
        Assert.Equal("exp.cluster.x-k8s.io/v1alpha3", (string?)item["apiVersion"]);
        Assert.Equal(5, (int)item["spec"]!["replicas"]!);

        await DeleteDefinitionAsync(ObjectKey.ClusterScoped(experimental.GroupResource));
        Assert.Equal(made.Metadata.Uid, (await _client.GetAsync(CoreTypes.MachinePool, key, cancellationToken)).Metadata.Uid);
    }

    private async Task DeleteDefinitionAsync(ObjectKey key)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var version = (await _client.GetAsync(BuiltInTypes.CustomResourceDefinition, key, cancellationToken)).Metadata.ResourceVersion;
        await _client.DeleteAsync(BuiltInTypes.CustomResourceDefinition, key, new DeleteOptions(), cancellationToken);
        var since = new WatchOptions { ResourceVersion = version };
        await foreach (var change in _client.WatchAsync(BuiltInTypes.CustomResourceDefinition, ns: null, since, cancellationToken))
        {
            if (change.Type == WatchEventType.Deleted && change.Object.Key == key)
            {
                return;
            }
        }
    }

    // Many templates name their objects alike: each is gone before the next comes.
    private async Task CheckAsync(string subject, JsonObject obj, ResourceType type, IEnumerable<ResourceType> versions)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        obj["metadata"]!["namespace"] = "default";
        var key = new ObjectKey("default", (string)obj["metadata"]!["name"]!);
        var made = await Trying(subject, () => _client.CreateAsync(type, obj, WriteOptions.Default, cancellationToken));
        Assert.True(Says(made.ToJsonObject()["spec"], obj["spec"]), $"{subject}: {obj}\nis {made.ToJsonObject()}");
        foreach (var version in versions)
        {
            var read = await Trying($"{subject} read as {version}", () => _client.GetAsync(version, key, cancellationToken));
            Assert.Equal(version.Kind, read.Kind);
            var body = read.ToJsonObject();
            var written = await Trying(
                $"{subject} written as {version}", () => _client.UpdateAsync(version, body, WriteOptions.Default, cancellationToken));
            Assert.True(
                made.Metadata.ResourceVersion == written.Metadata.ResourceVersion,
                $"{subject}: a write of {version} changes {read.ToJsonObject()}\nto {written.ToJsonObject()}");
        }

        await _client.DeleteAsync(type, key, new DeleteOptions(), cancellationToken);
    }

    private static async Task<KubeObject> Trying(string subject, Func<Task<KubeObject>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{subject}: {e.Message}", e);
        }
    }

    // Defaults may come to it, and what is empty may go; durations are said in other words, and references in the versions that are served.
    private static bool Says(JsonNode? found, JsonNode? wanted) => wanted switch
    {
        null => true,
        JsonObject { Count: 0 } or JsonArray { Count: 0 } when found is null => true,
        JsonObject obj => obj.All(p => IsSaidOtherwise(p.Key) || Says(found?[p.Key], p.Value)),
        JsonArray list => found is JsonArray now && list.Count == now.Count && list.Zip(now).All(pair => Says(pair.Second, pair.First)),
        _ => JsonNode.DeepEquals(wanted, found),
    };

    private static bool IsSaidOtherwise(string field) =>
        field is "apiVersion" or "namespace" || field.Contains("imeout", StringComparison.Ordinal);
}
