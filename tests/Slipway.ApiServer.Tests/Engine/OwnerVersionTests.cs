using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Engine;

/// <summary>What becomes of managers whose entries speak a version that their definition serves no more, or does not have any more.</summary>
public sealed class OwnerVersionTests : IAsyncLifetime
{
    private static readonly ResourceType V2 = new(new GroupVersionKind("example.com", "v2", "Widget"), "widgets", Namespaced: true);

    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        await _engine.CreateAsync(EngineFixture.WidgetDefinition(), BuiltInTypes.CustomResourceDefinition);
        await ApplyAsync("v1", """{"size":1}""");
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Theory]
    [InlineData("one", false)]
    [InlineData("one", true)]
    [InlineData("two", true)]
    public async Task Apply_WhereAVersionIsGone_Fails(string manager, bool force)
    {
        await ReplaceV1Async();

        var failed = await Assert.ThrowsAsync<KubeApiException>(() => ApplyAsync("v2", """{"size":2}""", manager, force));

        Assert.Equal((500, "request to convert CR to an invalid group/version: example.com/v1"), (failed.Status.Code, failed.Status.Message));
    }

    [Fact]
    public async Task AMerge_WhereAVersionIsGone_ForgetsTheManagers()
    {
        await ReplaceV1Async();

        var merged = await _engine.MergeAsync("a", """{"spec":{"size":2}}""", V2);

        Assert.Null(merged.ToJsonObject()["metadata"]!["managedFields"]);
        await ApplyAsync("v2", """{"size":3}""", force: true);
    }

    [Fact]
    public async Task Apply_WhereAVersionIsNotServed_GoesOnWithIt()
    {
        await SetVersionsAsync(("v1", false), ("v2", true));

        var applied = await ApplyAsync("v2", """{"size":2}""", "two", force: true);

        var entry = Assert.Single(applied["metadata"]!["managedFields"]!.AsArray(), e => (string?)e!["manager"] == "one");
        Assert.Equal(("example.com/v1", """{"f:metadata":{"f:labels":{"f:a":{}}}}"""), ((string?)entry!["apiVersion"], entry["fieldsV1"]!.ToJsonString()));
    }

    private async Task ReplaceV1Async()
    {
        await SetVersionsAsync(("v1", true), ("v2", true));
        await MergeDefinitionAsync((JsonObject)JsonNode.Parse("""{"status":{"storedVersions":["v2"]}}""")!, "status");
        await SetVersionsAsync(("v2", true));
    }

    private Task SetVersionsAsync(params (string Name, bool Served)[] versions)
    {
        var list = new JsonArray();
        foreach (var (name, served) in versions)
        {
            var version = EngineFixture.WidgetDefinition()["spec"]!["versions"]![0]!.DeepClone();
            (version["name"], version["served"], version["storage"]) = (name, served, name == "v2");
            list.Add(version);
        }

        return MergeDefinitionAsync(new JsonObject { ["spec"] = new JsonObject { ["versions"] = list } });
    }

    private Task MergeDefinitionAsync(JsonObject patch, string? subresource = null) => _engine.Client.PatchAsync(
        BuiltInTypes.CustomResourceDefinition,
        new ObjectKey("", "widgets.example.com"),
        KubePatch.Merge(patch),
        new WriteOptions { Subresource = subresource },
        EngineFixture.Token);

    private async Task<JsonObject> ApplyAsync(string version, string spec, string manager = "one", bool force = false) => (await _engine.Server.PatchAsync(
        new PatchRequest
        {
            Resource = new("example.com", version, "widgets"),
            Namespace = "default",
            Name = "a",
            User = RequestUser.Internal,
            PatchType = PatchType.Apply,
            FieldManager = manager,
            Force = force,
            Body = RequestBody.FromUtf8(Encoding.UTF8.GetBytes($$$"""
                {"apiVersion":"example.com/{{{version}}}","kind":"Widget","metadata":{"name":"a","labels":{"a":"b"}},"spec":{{{spec}}}}
                """)),
        },
        EngineFixture.Token)).Object.ToJsonObject();
}
