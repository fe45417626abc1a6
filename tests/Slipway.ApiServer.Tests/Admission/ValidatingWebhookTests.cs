using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Admission;

public sealed class ValidatingWebhookTests : IAsyncLifetime
{
    private AdmissionFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await AdmissionFixture.StartAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData("""{"message":"no","code":403,"reason":"Forbidden"}""", 403, "Forbidden", "admission webhook \"hook.example.com\" denied the request: no")]
    [InlineData("""{"reason":"Because"}""", 400, "Because", "admission webhook \"hook.example.com\" denied the request: Because")]
    [InlineData("""{}""", 400, "", "admission webhook \"hook.example.com\" denied the request without explanation")]
    [InlineData("""{"code":200,"status":"Success","message":"m"}""", 400, "", "admission webhook \"hook.example.com\" denied the request: m")]
    public async Task ARefusal_IsToldInTheWebhooksWords(string status, int code, string reason, string message)
    {
        _fixture.Hooks.Denies("/v", status);
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v");

        var refused = await _fixture.RefusedAsync();

        Assert.Equal((code, reason, message), (refused.Code, refused.Reason, refused.Message));
    }

    [Theory]
    [InlineData("//a/v")] // what the test servers of Go controllers register
    [InlineData("/a/v/")]
    [InlineData("/./b/..//a//v")]
    public async Task APath_IsAskedAsGosClientJoinsIt(string path)
    {
        _fixture.Hooks.Denies("/a/v", """{"message":"asked"}""");
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, path);

        Assert.Equal("admission webhook \"hook.example.com\" denied the request: asked", (await _fixture.RefusedAsync()).Message);
    }

    [Fact]
    public async Task AConfiguration_CountsAtOnce_AndNotAnyMoreWhenItIsGone()
    {
        _fixture.Hooks.Denies("/v", "{}");
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v");
        await _fixture.RefusedAsync();

        await _fixture.RemoveAsync(AdmissionFixture.Validating);

        await _fixture.CreateAsync();
    }

    [Fact]
    public async Task AConfiguration_InTheStoreAtTheStart_Counts()
    {
        _fixture.Hooks.Denies("/v", "{}");
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v");
        await _fixture.Engine.RestartAsync();

        await _fixture.RefusedAsync();
    }

    [Fact]
    public async Task AWebhookForEverything_IsNotAskedAboutConfigurationsThemselves()
    {
        _fixture.Hooks.Denies("/v", "{}");
        await _fixture.ConfigureAsync(
            AdmissionFixture.Validating,
            "/v",
            """{"rules":[{"apiGroups":["*"],"apiVersions":["*"],"resources":["*/*"],"operations":["*"]}]}""");

        await _fixture.ConfigureAsync(AdmissionFixture.Mutating, "other", _fixture.Webhook("/m"));
        await _fixture.RemoveAsync(AdmissionFixture.Validating);
    }

    [Fact]
    public async Task Warnings_AreCollectedFromAllWebhooks()
    {
        _fixture.Hooks.OnReview("/v", _ => new JsonObject { ["allowed"] = true, ["warnings"] = new JsonArray("mind the gap") });
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v");

        var created = await _fixture.Engine.Server.CreateAsync(
            new CreateRequest
            {
                Resource = new("", "v1", "configmaps"),
                Namespace = "default",
                Body = RequestBody.FromNode(EngineFixture.ConfigMap("c")),
            },
            AdmissionFixture.Token);

        Assert.Equal(["mind the gap"], created.Warnings);
    }

    [Theory]
    [InlineData("None", false)]
    [InlineData("NoneOnDryRun", false)]
    [InlineData("Some", true)]
    public async Task DryRun_IsRefusedWhereAWebhookHasSideEffects(string sideEffects, bool refused)
    {
        _fixture.Hooks.Allows("/v");
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v");
        if (sideEffects == "Some")
        {
            // Only configurations from before v1 can have these: one is put into the store as it is.
            await PutAsync("Some");
        }

        var dryRun = _fixture.Engine.Client.CreateAsync(
            BuiltInTypes.ConfigMap, EngineFixture.ConfigMap("c"), new WriteOptions { DryRun = true }, AdmissionFixture.Token);

        if (refused)
        {
            var status = (await Assert.ThrowsAsync<KubeApiException>(() => dryRun)).Status;
            Assert.Equal((400, "BadRequest", "admission webhook \"hook.example.com\" does not support dry run"), (status.Code, status.Reason, status.Message));
        }
        else
        {
            await dryRun;
            Assert.True((bool?)_fixture.Hooks.Seen[0].Review["request"]!["dryRun"]);
        }
    }

    [Fact]
    public async Task DeleteCollection_AsksAboutEachObject_WithoutItsName()
    {
        await _fixture.CreateAsync("a");
        await _fixture.CreateAsync("b");
        _fixture.Hooks.Allows("/v");
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v");

        await _fixture.Engine.Server.DeleteCollectionAsync(
            new DeleteCollectionRequest { Resource = new("", "v1", "configmaps"), Namespace = "default" }, AdmissionFixture.Token);

        Assert.Equal(["a", "b"], _fixture.Hooks.Seen.Select(s => (string?)s.Review["request"]!["oldObject"]!["metadata"]!["name"]).Order());
        Assert.All(_fixture.Hooks.Seen, s => Assert.Null(s.Review["request"]!["name"]));
    }

    [Fact]
    public async Task ReviewsOfV1Beta1_AreSentWhereTheyAreListedFirst()
    {
        _fixture.Hooks.Allows("/v");
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v", """{"admissionReviewVersions":["v2","v1beta1","v1"]}""");

        await _fixture.CreateAsync();

        Assert.Equal("admission.k8s.io/v1beta1", (string?)_fixture.Hooks.Seen[0].Review["apiVersion"]);
    }

    [Fact]
    public async Task Connections_AreKept()
    {
        _fixture.Hooks.Allows("/v");
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v");

        for (var i = 0; i < 5; i++)
        {
            await _fixture.CreateAsync($"c{i}");
        }

        Assert.Equal(1, _fixture.Hooks.Connections);
    }

    [Fact]
    public async Task Scale_IsShownAsAScale()
    {
        _fixture.Hooks.Patches("/m", """[{"op":"replace","path":"/spec/replicas","value":7}]""");
        await _fixture.ConfigureAsync(
            AdmissionFixture.Mutating,
            "/m",
            """{"rules":[{"apiGroups":["apps"],"apiVersions":["v1"],"resources":["deployments/scale"],"operations":["UPDATE"]}]}""");
        var type = new ResourceType(new GroupVersionKind("apps", "v1", "Deployment"), "deployments", Namespaced: true);
        await _fixture.Engine.CreateAsync(
            (JsonObject)JsonNode.Parse("""
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d","namespace":"default"},"spec":{"replicas":1,
                "selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}
                """)!,
            type);

        await _fixture.Engine.MergeAsync("d", """{"spec":{"replicas":3}}""", type, "scale");

        var request = _fixture.Hooks.Seen[0].Review["request"]!;
        Assert.Equal(
            ("Scale", "scale", 3, 1),
            ((string?)request["kind"]!["kind"], (string?)request["subResource"], (int?)request["object"]!["spec"]!["replicas"],
                (int?)request["oldObject"]!["spec"]!["replicas"]));
        var stored = await _fixture.Engine.Client.GetAsync(type, new ObjectKey("default", "d"), AdmissionFixture.Token);
        Assert.Equal(7, (int?)stored.ToJsonObject()["spec"]!["replicas"]);
    }

    [Fact]
    public async Task TokensAndReviews_AreShownToo()
    {
        _fixture.Hooks.Denies("/v", "{}");
        await _fixture.ConfigureAsync(
            AdmissionFixture.Validating,
            "/v",
            """
            {"rules":[{"apiGroups":[""],"apiVersions":["v1"],"resources":["serviceaccounts/token"],"operations":["CREATE"]},
              {"apiGroups":["authorization.k8s.io"],"apiVersions":["*"],"resources":["*"],"operations":["*"]}]}
            """);

        foreach (var (resource, ns, name) in new[]
        {
            (new ResourceReference("", "v1", "serviceaccounts", "token"), "default", "default"),
            (new ResourceReference("authorization.k8s.io", "v1", "selfsubjectaccessreviews"), "", ""),
        })
        {
            await Assert.ThrowsAsync<KubeApiException>(() => _fixture.Engine.Server.CreateAsync(
                new CreateRequest
                {
                    Resource = resource, Namespace = ns, Name = name,
                    Body = RequestBody.FromNode(new JsonObject { ["spec"] = new JsonObject { ["resourceAttributes"] = new JsonObject { ["verb"] = "get" } } }),
                },
                AdmissionFixture.Token).AsTask());
        }

        Assert.Equal(["TokenRequest", "SelfSubjectAccessReview"], _fixture.Hooks.Seen.Select(s => (string?)s.Review["request"]!["kind"]!["kind"]));
    }

    private async Task PutAsync(string sideEffects)
    {
        var key = new StoreKey("validatingwebhookconfigurations.admissionregistration.k8s.io", "", "config");
        var stored = _fixture.Engine.Store.Get(key)!;
        var text = Encoding.UTF8.GetString(stored.Json.Span)
            .Replace("\"sideEffects\":\"None\"", $"\"sideEffects\":\"{sideEffects}\"", StringComparison.Ordinal);
        await _fixture.Engine.Store.CommitAsync(
            StoreWrite.Update(key, stored.Revision, RevisionTemplate.Parse(Encoding.UTF8.GetBytes(text))));
        await _fixture.Engine.RestartAsync();
    }
}
