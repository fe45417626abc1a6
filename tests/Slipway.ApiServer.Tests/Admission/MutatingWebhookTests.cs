using System.Text.Json.Nodes;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Admission;

public sealed class MutatingWebhookTests : IAsyncLifetime
{
    private AdmissionFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await AdmissionFixture.StartAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Create_PatchedByAWebhook_IsStoredAsPatched()
    {
        _fixture.Hooks.Patches("/m", """[{"op":"add","path":"/data/added","value":"yes"}]""");
        await _fixture.ConfigureAsync(AdmissionFixture.Mutating, "/m");

        var created = await _fixture.CreateAsync();

        Assert.Equal("yes", (string?)created.ToJsonObject()["data"]!["added"]);
        Assert.Equal("yes", (string?)(await GetAsync("c"))["data"]!["added"]);
    }

    [Fact]
    public async Task Create_ShowsTheWebhookWhatKubernetesShows()
    {
        _fixture.Hooks.Allows("/m");
        await _fixture.ConfigureAsync(AdmissionFixture.Mutating, "/m");

        await _fixture.CreateAsync();

        var review = Assert.Single(_fixture.Hooks.Seen).Review;
        Assert.Equal("admission.k8s.io/v1", (string?)review["apiVersion"]);
        var request = (JsonObject)review["request"]!;
        Assert.Equal(
            [
                "uid", "kind", "resource", "requestKind", "requestResource", "name", "namespace", "operation", "userInfo", "object", "oldObject",
                "dryRun", "options",
            ],
            request.Select(p => p.Key));
        Assert.Equal("""{"group":"","version":"v1","kind":"ConfigMap"}""", request["kind"]!.ToJsonString());
        Assert.Equal("""{"group":"","version":"v1","resource":"configmaps"}""", request["resource"]!.ToJsonString());
        Assert.Equal(
            """{"username":"system:apiserver","groups":["system:masters","system:authenticated"]}""", request["userInfo"]!.ToJsonString());
        Assert.Equal("""{"kind":"CreateOptions","apiVersion":"meta.k8s.io/v1"}""", request["options"]!.ToJsonString());
        Assert.Equal("CREATE", (string?)request["operation"]);
        Assert.Equal("c", (string?)request["name"]);
        Assert.Null(request["oldObject"]);
        Assert.Equal("v", (string?)request["object"]!["data"]!["k"]);
        Assert.Null(request["object"]!["metadata"]!["uid"]);
    }

    [Fact]
    public async Task Create_OfAGeneratedName_ShowsNoNameToMutatingAndTheNameToValidatingWebhooks()
    {
        _fixture.Hooks.Allows("/m");
        _fixture.Hooks.Allows("/v");
        await _fixture.ConfigureAsync(AdmissionFixture.Mutating, "/m");
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v");
        var obj = EngineFixture.ConfigMap("");
        obj["metadata"] = new JsonObject { ["generateName"] = "g-", ["namespace"] = "default" };

        var created = await _fixture.Engine.CreateAsync(obj);

        Assert.Equal([null, created.Metadata.Name], _fixture.Hooks.Seen.Select(s => (string?)s.Review["request"]!["name"]));
    }

    [Fact]
    public async Task Update_ShowsBothStates_AndMayBePatched()
    {
        await _fixture.CreateAsync();
        _fixture.Hooks.Patches("/m", """[{"op":"replace","path":"/data/k","value":"patched"}]""");
        await _fixture.ConfigureAsync(AdmissionFixture.Mutating, "/m");

        var updated = await _fixture.Engine.MergeAsync("c", """{"data":{"k":"asked"}}""");

        var request = _fixture.Hooks.Seen[0].Review["request"]!;
        Assert.Equal(
            ("UPDATE", "asked", "v", "UpdateOptions"),
            ((string?)request["operation"], (string?)request["object"]!["data"]!["k"], (string?)request["oldObject"]!["data"]!["k"],
                (string?)request["options"]!["kind"]));
        Assert.Equal("patched", (string?)updated.ToJsonObject()["data"]!["k"]);
    }

    [Fact]
    public async Task Delete_ShowsTheOldObject_AndCannotBePatched()
    {
        await _fixture.CreateAsync();
        _fixture.Hooks.Patches("/m", """[{"op":"add","path":"/data","value":{}}]""");
        await _fixture.ConfigureAsync(AdmissionFixture.Mutating, "/m");

        var refused = await Assert.ThrowsAsync<KubeApiException>(() => _fixture.Engine.DeleteAsync("c"));

        Assert.Equal(
            "Internal error occurred: admission webhook \"hook.example.com\" attempted to modify the object, which is not supported for this operation",
            refused.Status.Message);
        var request = _fixture.Hooks.Seen[0].Review["request"]!;
        Assert.Equal(("DELETE", "v", "DeleteOptions"),
            ((string?)request["operation"], (string?)request["oldObject"]!["data"]!["k"], (string?)request["options"]!["kind"]));
        Assert.Null(request["object"]);
    }

    [Fact]
    public async Task Webhooks_AreAskedByNameOfTheirConfiguration_EachSeeingWhatTheLastMade()
    {
        foreach (var name in (string[])["b", "a"])
        {
            _fixture.Hooks.Patches("/" + name, """[{"op":"add","path":"/data/NAME","value":"x"}]""".Replace("NAME", name, StringComparison.Ordinal));
            await _fixture.ConfigureAsync(AdmissionFixture.Mutating, name, _fixture.Webhook("/" + name));
        }

        await _fixture.CreateAsync();

        Assert.Equal(["/a", "/b"], _fixture.Hooks.Seen.Select(s => s.Path));
        Assert.Equal("x", (string?)_fixture.Hooks.Seen[1].Review["request"]!["object"]!["data"]!["a"]);
    }

    [Theory]
    [InlineData("IfNeeded", new[] { "/first", "/second", "/first" })]
    [InlineData("Never", new[] { "/first", "/second" })]
    public async Task AWebhook_IsAskedAgainWhenALaterOneChangedTheObject_IfItWantsTo(string policy, string[] asked)
    {
        _fixture.Hooks.Allows("/first");
        _fixture.Hooks.Patches("/second", """[{"op":"add","path":"/data/late","value":"x"}]""");
        await _fixture.ConfigureAsync(
            AdmissionFixture.Mutating,
            "config",
            _fixture.Webhook("/first", $$"""{"reinvocationPolicy":"{{policy}}"}""", "first.example.com"),
            _fixture.Webhook("/second", name: "second.example.com"));

        await _fixture.CreateAsync();

        Assert.Equal(asked, _fixture.Hooks.Seen.Select(s => s.Path));
    }

    [Fact]
    public async Task APatch_ThatAddsAnUnknownField_IsPruned_AndOneThatDoesNotApply_Fails()
    {
        _fixture.Hooks.Patches("/m", """[{"op":"add","path":"/unknown","value":1}]""");
        await _fixture.ConfigureAsync(AdmissionFixture.Mutating, "/m");
        Assert.False((await _fixture.CreateAsync()).ToJsonObject().ContainsKey("unknown"));

        _fixture.Hooks.Patches("/m", """[{"op":"remove","path":"/nothing"}]""");
        var refused = await _fixture.RefusedAsync("d");

        Assert.Equal((500, StatusReason.InternalError), (refused.Code, refused.Reason));
        Assert.StartsWith("Internal error occurred: ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"op":"remove","path":"/metadata"}]""")]
    [InlineData("""[{"op":"replace","path":"/metadata","value":"x"}]""")]
    [InlineData("""[{"op":"replace","path":"","value":{}}]""")]
    [InlineData("""[{"op":"replace","path":"","value":[]}]""")]
    [InlineData("""[{"op":"replace","path":"/data","value":"x"}]""")]
    [InlineData("""[{"op":"replace","path":"/metadata/name","value":7}]""")]
    [InlineData("""[{"op":"add","path":"/metadata/managedFields","value":[{"manager":1}]},{"op":"replace","path":"/metadata/name","value":"_"}]""")]
    [InlineData("""{"op":"add"}""")]
    public async Task APatch_ThatDamagesTheObject_IsRefusedWithAStatus(string patch)
    {
        await _fixture.CreateAsync("old");
        _fixture.Hooks.Patches("/m", patch);
        await _fixture.ConfigureAsync(AdmissionFixture.Mutating, "/m");

        await _fixture.RefusedAsync();
        await Assert.ThrowsAsync<KubeApiException>(() => _fixture.Engine.MergeAsync("old", """{"data":{"k":"w"}}"""));
    }

    [Fact]
    public async Task APatch_MayNameAnObject_ButNotMoveIt()
    {
        _fixture.Hooks.Patches("/m", """[{"op":"replace","path":"/metadata/namespace","value":"kube-system"}]""");
        await _fixture.ConfigureAsync(AdmissionFixture.Mutating, "/m");

        var refused = await _fixture.RefusedAsync();

        Assert.Equal(400, refused.Code);
        Assert.Equal("the namespace of the provided object does not match the namespace sent on the request", refused.Message);
    }

    private async Task<JsonObject> GetAsync(string name) =>
        (await _fixture.Engine.Client.GetAsync(BuiltInTypes.ConfigMap, new ObjectKey("default", name), AdmissionFixture.Token)).ToJsonObject();
}
