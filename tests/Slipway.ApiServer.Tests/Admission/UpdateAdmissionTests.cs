using System.Text.Json.Nodes;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Admission;

/// <summary>What mutating webhooks see of an update, and what becomes of what they do to metadata.</summary>
public sealed class UpdateAdmissionTests : IAsyncLifetime
{
    private AdmissionFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await AdmissionFixture.StartAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Replacement_IsShownAsItWasSent_ToMutatingWebhooks_AndCompleted_ToValidatingOnes()
    {
        var created = await _fixture.CreateAsync();
        _fixture.Hooks.Allows("/m");
        _fixture.Hooks.Allows("/v");
        await _fixture.ConfigureAsync(AdmissionFixture.Mutating, "/m");
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v");

        await ReplaceAsync(EngineFixture.ConfigMap("c", ("k", "new")));

        var (sent, completed) = (Metadata(0), Metadata(1));
        Assert.Equal(["name", "namespace", "managedFields"], sent.Select(p => p.Key));
        Assert.Equal(created.Metadata.Uid, (string?)completed["uid"]);
        Assert.NotNull(completed["creationTimestamp"]);
    }

    [Fact]
    public async Task Replacement_ThatNamesAnotherUid_IsRefusedBeforeAnyWebhook()
    {
        await _fixture.CreateAsync();
        _fixture.Hooks.Allows("/m");
        await _fixture.ConfigureAsync(AdmissionFixture.Mutating, "/m");
        var body = EngineFixture.ConfigMap("c", ("k", "new"));
        body["metadata"]!["uid"] = "another";

        var refused = await Assert.ThrowsAsync<KubeApiException>(() => ReplaceAsync(body));

        Assert.True(refused.IsConflict);
        Assert.Empty(_fixture.Hooks.Seen);
    }

    [Theory]
    [InlineData("/metadata/uid", "\"another\"", "metadata.uid: Invalid value: \"another\": field is immutable")]
    [InlineData("/metadata/name", "\"other\"", "metadata.name: Invalid value: \"other\": field is immutable")]
    [InlineData(
        "/metadata/name",
        "\"\"",
        "[metadata.name: Required value: name or generateName is required, metadata.name: Invalid value: \"\": field is immutable]")]
    [InlineData("/metadata/creationTimestamp", "\"2020-01-01T00:00:00Z\"", null)]
    [InlineData("/metadata/generation", "77", null)]
    public async Task AWebhook_CannotChangeWhatNeverChanges(string path, string value, string? error)
    {
        var created = await _fixture.CreateAsync();
        _fixture.Hooks.Patches("/m", $$"""[{"op":"add","path":"{{path}}","value":{{value}}}]""");
        await _fixture.ConfigureAsync(AdmissionFixture.Mutating, "/m");
        var update = ReplaceAsync(EngineFixture.ConfigMap("c", ("k", "new")));

        if (error is null)
        {
            var metadata = (await update).Metadata;
            Assert.Equal((created.Metadata.CreationTimestamp, 0), (metadata.CreationTimestamp, metadata.Generation));
        }
        else
        {
            var refused = await Assert.ThrowsAsync<KubeApiException>(() => update);
            Assert.EndsWith(error, refused.Status.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ManagedFields_ThatAWebhookSpoils_AreThoseOfTheRequestAgain()
    {
        _fixture.Hooks.Patches("/m", """[{"op":"replace","path":"/metadata/managedFields","value":[{"manager":"x","operation":"Steal"}]}]""");
        await _fixture.ConfigureAsync(AdmissionFixture.Mutating, "/m");

        var created = (await _fixture.CreateAsync()).ToJsonObject();

        Assert.Equal("Update", (string?)Assert.Single(created["metadata"]!["managedFields"]!.AsArray())!["operation"]);
    }

    [Fact]
    public async Task APod_HasItsTolerationsBeforeTheFirstWebhook()
    {
        _fixture.Hooks.Allows("/m");
        await _fixture.ConfigureAsync(
            AdmissionFixture.Mutating,
            "/m",
            """{"rules": [{"apiGroups": [""], "apiVersions": ["v1"], "resources": ["pods"], "operations": ["*"]}]}""");
        var pod = (JsonObject)JsonNode.Parse(
            """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "namespace": "default"},
             "spec": {"containers": [{"name": "c", "image": "i"}]}}
            """)!;

        await _fixture.Engine.CreateAsync(pod, BuiltInTypes.Pod);

        var tolerations = _fixture.Hooks.Seen[0].Review["request"]!["object"]!["spec"]!["tolerations"]!.AsArray();
        Assert.Equal(
            ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"], tolerations.Select(t => (string?)t!["key"]));
    }

    private JsonObject Metadata(int call) => (JsonObject)_fixture.Hooks.Seen[call].Review["request"]!["object"]!["metadata"]!;

    private Task<KubeObject> ReplaceAsync(JsonObject body) => _fixture.Engine.Client.UpdateAsync(
        BuiltInTypes.ConfigMap, body, WriteOptions.Default, AdmissionFixture.Token);
}
