using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Engine;

/// <summary>Who owns which fields after requests of several kinds, as <c>managedFields</c> say it.</summary>
public sealed class OwnershipTests
{
    private static readonly ResourceReference ConfigMaps = new("", "v1", "configmaps");
    private static readonly ResourceReference Deployments = new("apps", "v1", "deployments");
    private static readonly ResourceReference Widgets = new("example.com", "v1", "widgets");
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Deployment =
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"},"spec":{"replicas":1,"selector":{"matchLabels":{"app":"x"}},
         "template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}
        """;

    private const string OfTemplate =
        "'f:template':{'f:metadata':{'f:labels':{'.':{},'f:app':{}}},'f:spec':{'f:containers':{'k:{\\\"name\\\":\\\"c\\\"}':{'.':{},'f:image':{},"
        + "'f:imagePullPolicy':{},'f:name':{},'f:resources':{},'f:terminationMessagePath':{},'f:terminationMessagePolicy':{}}},'f:dnsPolicy':{},"
        + "'f:restartPolicy':{},'f:schedulerName':{},'f:securityContext':{},'f:terminationGracePeriodSeconds':{}}}";

    [Fact]
    public async Task Create_OfADeployment_OwnsNotWhatItsClassHasAnyway()
    {
        await using var fixture = await EngineFixture.StartAsync();

        var created = await CreateAsync(fixture, Deployments, Deployment, "one");

        AssertManagers(
            created,
            "one Update apps/v1 timed {'f:spec':{'f:progressDeadlineSeconds':{},'f:replicas':{},'f:revisionHistoryLimit':{},'f:selector':{},'f:strategy':"
            + $"{{'f:rollingUpdate':{{'.':{{}},'f:maxSurge':{{}},'f:maxUnavailable':{{}}}},'f:type':{{}}}},{OfTemplate}}}}}");
    }

    [Fact]
    public async Task Scale_ReplacedByAnother_TakesTheReplicasWithoutATime()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await ApplyAsync(fixture, Deployments, Deployment, "one");

        await fixture.Server.UpdateAsync(
            new UpdateRequest
            {
                Resource = Deployments with { Subresource = "scale" },
                Namespace = "default",
                Name = "a",
                User = RequestUser.Internal,
                FieldManager = "scaler",
                Body = Body("""{"metadata":{"name":"a"},"spec":{"replicas":5}}"""),
            },
            EngineFixture.Token);

        var now = await GetAsync(fixture, Deployments);
        Assert.Equal(5, (int)now["spec"]!["replicas"]!);
        AssertManagers(
            now,
            "one Apply apps/v1 timed {'f:spec':{'f:selector':{},'f:template':{'f:metadata':{'f:labels':{'f:app':{}}},'f:spec':{'f:containers':"
            + "{'k:{\\\"name\\\":\\\"c\\\"}':{'.':{},'f:image':{},'f:name':{}}}}}}}",
            "scaler/scale Update apps/v1 - {'f:spec':{'f:replicas':{}}}");
    }

    [Fact]
    public async Task Scale_Applied_ConflictsWithWhoAppliedTheReplicasAndTakesThemByForce()
    {
        const string Scale = """{"apiVersion":"autoscaling/v1","kind":"Scale","metadata":{"name":"a"},"spec":{"replicas":7}}""";
        await using var fixture = await EngineFixture.StartAsync();
        await ApplyAsync(fixture, Deployments, Deployment, "one");
        var scales = Deployments with { Subresource = "scale" };

        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => ApplyAsync(fixture, scales, Scale, "hpa"));
        await ApplyAsync(fixture, scales, Scale, "hpa", force: true);
        var other = await Assert.ThrowsAsync<KubeApiException>(() => ApplyAsync(fixture, Deployments, Deployment, "one"));

        Assert.Equal("Apply failed with 1 conflict: conflict with \"one\": .spec.replicas", refusal.Message);
        Assert.Equal("Apply failed with 1 conflict: conflict with \"hpa\" with subresource \"scale\": .spec.replicas", other.Message);
        Assert.Equal(7, (int)(await GetAsync(fixture, Deployments))["spec"]!["replicas"]!);
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"a"},"spec":{"replicas":-1}}""", 422, "Scale.autoscaling \"a\" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("""{"metadata":{"name":"b"},"spec":{"replicas":1}}""", 400, "the name of the object (b) does not match the name on the URL (a)")]
    public async Task Scale_ThatIsBad_IsRefused(string scale, int code, string message)
    {
        await using var fixture = await EngineFixture.StartAsync();
        await CreateAsync(fixture, Deployments, Deployment, "one");

        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => PatchAsync(fixture, Deployments with { Subresource = "scale" }, PatchType.Merge, scale, "x"));

        Assert.Equal((code, message), (refusal.Status.Code, refusal.Message));
    }

    [Fact]
    public async Task StatusOfACustomResource_PatchedWithMore_OwnsTheStatusOnly()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(EngineFixture.WidgetDefinition(), BuiltInTypes.CustomResourceDefinition);
        await CreateAsync(
            fixture,
            Widgets,
            """{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"a","labels":{"x":"1"}},"spec":{"size":1}}""",
            "one");

        await PatchAsync(
            fixture, Widgets with { Subresource = "status" }, PatchType.Merge,
            """{"metadata":{"labels":{"y":"2"}},"spec":{"size":2},"status":{"phase":"P"}}""", "two");

        var now = await GetAsync(fixture, Widgets);
        Assert.Equal(1, (int)now["spec"]!["size"]!);
        AssertManagers(
            now,
            "one Update example.com/v1 timed {'f:metadata':{'f:labels':{'.':{},'f:x':{}}},'f:spec':{'.':{},'f:size':{}}}",
            "two/status Update example.com/v1 timed {'f:status':{'.':{},'f:phase':{}}}");
    }

    [Fact]
    public async Task Managers_OfAVersionThatIsNotServed_GoWithTheNextWrite()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await CreateAsync(fixture, ConfigMaps, """{"metadata":{"name":"a"},"data":{"k":"1"}}""", "one");
        await PatchAsync(
            fixture, ConfigMaps, PatchType.Merge,
            """
            {"metadata":{"managedFields":[
              {"manager":"old","operation":"Update","apiVersion":"v0","fieldsType":"FieldsV1","fieldsV1":{"f:data":{"f:k":{}}}},
              {"manager":"one","operation":"Update","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{"f:data":{"f:k":{}}}}]}}
            """,
            "two");

        await PatchAsync(fixture, ConfigMaps, PatchType.Merge, """{"data":{"n":"2"}}""", "two");

        AssertManagers(await GetAsync(fixture, ConfigMaps), "one Update v1 - {'f:data':{'f:k':{}}}", "two Update v1 timed {'f:data':{'f:n':{}}}");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[{}]")]
    public async Task Managers_SetToNothing_AreForgottenUntilTheNextApply(string nothing)
    {
        await using var fixture = await EngineFixture.StartAsync();
        await CreateAsync(fixture, ConfigMaps, """{"metadata":{"name":"a"},"data":{"k":"1"}}""", "one");

        await PatchAsync(fixture, ConfigMaps, PatchType.Merge, $$$"""{"metadata":{"managedFields":{{{nothing}}}}}""", "two");
        await PatchAsync(fixture, ConfigMaps, PatchType.Merge, """{"data":{"n":"2"}}""", "two");
        Assert.Null((await GetAsync(fixture, ConfigMaps))["metadata"]!["managedFields"]);

        await ApplyAsync(fixture, ConfigMaps, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"k":"1"}}""", "three");
        AssertManagers(
            await GetAsync(fixture, ConfigMaps),
            "three Apply v1 - {'f:data':{'f:k':{}}}",
            "before-first-apply Update v1 timed {'f:data':{'.':{},'f:k':{},'f:n':{}}}");
    }

    [Theory]
    [InlineData("""{"metadata":{"managedFields":null},"data":{"n":"2"}}""")]
    [InlineData("""{"metadata":{"managedFields":[{"manager":"x","operation":"Grow"}]},"data":{"n":"2"}}""")]
    [InlineData("""{"metadata":{"managedFields":[{"manager":"x","operation":"Update","apiVersion":"v1"}]},"data":{"n":"2"}}""")]
    public async Task Managers_LeftOutOrBroken_AreKept(string patch)
    {
        await using var fixture = await EngineFixture.StartAsync();
        await CreateAsync(fixture, ConfigMaps, """{"metadata":{"name":"a"},"data":{"k":"1"}}""", "one");

        await PatchAsync(fixture, ConfigMaps, PatchType.Merge, patch, "two");

        AssertManagers(
            await GetAsync(fixture, ConfigMaps), "one Update v1 timed {'f:data':{'.':{},'f:k':{}}}", "two Update v1 timed {'f:data':{'f:n':{}}}");
    }

    [Fact]
    public async Task JsonPatch_OfOneManager_SeesTheListAsItIs()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await CreateAsync(fixture, ConfigMaps, """{"metadata":{"name":"a"},"data":{"k":"1"}}""", "one");

        await PatchAsync(
            fixture, ConfigMaps, PatchType.Json,
            """
            [{"op":"test","path":"/metadata/managedFields/0/manager","value":"one"},
             {"op":"replace","path":"/metadata/managedFields/0/manager","value":"renamed"}]
            """,
            "two");

        AssertManagers(await GetAsync(fixture, ConfigMaps), "renamed Update v1 timed {'f:data':{'.':{},'f:k':{}}}");
    }

    [Fact]
    public async Task Apply_OfTheSameAgain_KeepsVersionAndTime()
    {
        const string Config = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"k":"1"}}""";
        await using var fixture = await EngineFixture.StartAsync();
        await ApplyAsync(fixture, ConfigMaps, Config, "one");
        var before = await GetAsync(fixture, ConfigMaps);

        await ApplyAsync(fixture, ConfigMaps, Config, "one");

        Assert.True(JsonNode.DeepEquals(before, await GetAsync(fixture, ConfigMaps)));
    }

    // Nothing of the configuration is owned, so the label that the server sets becomes a former writer's at the next apply.
    [Fact]
    public async Task Apply_OfANamespaceOfANameOnly_OwnsNothing()
    {
        const string Config = """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a"}}""";
        var namespaces = new ResourceReference("", "v1", "namespaces");
        await using var fixture = await EngineFixture.StartAsync();

        var created = await ApplyAsync(fixture, namespaces, Config, "one", ns: "");
        var again = await ApplyAsync(fixture, namespaces, Config, "one", ns: "");
        var third = await ApplyAsync(fixture, namespaces, Config, "one", ns: "");

        Assert.Null(created["metadata"]!["managedFields"]);
        AssertManagers(
            again, "before-first-apply Update v1 timed {'f:metadata':{'f:labels':{'.':{},'f:kubernetes.io/metadata.name':{}}},'f:spec':{'f:finalizers':{}}}");
        Assert.True(JsonNode.DeepEquals(again, third));
    }

    private static RequestBody Body(string json) => RequestBody.FromUtf8(Encoding.UTF8.GetBytes(json));

    private static async Task<JsonObject> CreateAsync(EngineFixture fixture, ResourceReference resource, string json, string manager) =>
        (await fixture.Server.CreateAsync(
            new CreateRequest { Resource = resource, Namespace = "default", User = RequestUser.Internal, FieldManager = manager, Body = Body(json) },
            EngineFixture.Token)).Object.ToJsonObject();

    private static Task<JsonObject> ApplyAsync(
        EngineFixture fixture, ResourceReference resource, string json, string manager, bool force = false, string ns = "default") =>
        PatchAsync(fixture, resource, PatchType.Apply, json, manager, force, ns);

    private static async Task<JsonObject> PatchAsync(
        EngineFixture fixture, ResourceReference resource, PatchType type, string json, string manager, bool? force = null, string ns = "default") =>
        (await fixture.Server.PatchAsync(
            new PatchRequest
            {
                Resource = resource,
                Namespace = ns,
                Name = "a",
                User = RequestUser.Internal,
                FieldManager = manager,
                PatchType = type,
                Force = force,
                Body = Body(json),
            },
            EngineFixture.Token)).Object.ToJsonObject();

    private static async Task<JsonObject> GetAsync(EngineFixture fixture, ResourceReference resource) =>
        (await fixture.Server.GetAsync(
            new GetRequest { Resource = resource, Namespace = "default", Name = "a", User = RequestUser.Internal }, EngineFixture.Token)).Object.ToJsonObject();

    private static void AssertManagers(JsonObject obj, params string[] expected) => Assert.Equal(
        expected,
        (obj["metadata"]!["managedFields"]?.AsArray() ?? []).Select(entry => string.Create(
            CultureInfo.InvariantCulture,
            $"{entry!["manager"]}{(entry["subresource"] is { } sub ? "/" + sub : "")} {entry["operation"]} {entry["apiVersion"]} "
            + $"{(entry["time"] is null ? "-" : "timed")} {entry["fieldsV1"]!.ToJsonString(Plain).Replace('"', '\'').Replace("\\'", "\\\"", StringComparison.Ordinal)}")));
}
