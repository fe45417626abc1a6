using System.Text;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Tests.Engine;

/// <summary>What kube-apiserver answers to patches that it does not take, in its words.</summary>
public sealed class PatchAnswerTests
{
    private const string Rejected = "the server rejected our request due to an error in our request";

    private static readonly ResourceReference ConfigMaps = new("", "v1", "configmaps");
    private static readonly ResourceReference Widgets = new("example.com", "v1", "widgets");

    [Theory]
    [InlineData(PatchType.Json, """[{"op":"test","path":"/data/k","value":"8"}]""", 422, "Invalid", Rejected)]
    [InlineData(PatchType.Json, """[{"op":"remove","path":"/data/none"}]""", 422, "Invalid", Rejected)]
    [InlineData(PatchType.Json, """[{"op":"add","path":"/no/thing","value":1}]""", 422, "Invalid", Rejected)]
    [InlineData(PatchType.Json, """[{"op":"grow","path":"/data"}]""", 422, "Invalid", Rejected)]
    [InlineData(PatchType.Json, """[{"path":"/data"}]""", 422, "Invalid", Rejected)]
    [InlineData(PatchType.Json, """{"op":"add"}""", 400, "BadRequest", "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp")]
    [InlineData(PatchType.Json, """["add"]""", 400, "BadRequest", "error decoding patch: json: cannot unmarshal string into Go value of type handlers.jsonPatchOp")]
    [InlineData(PatchType.Json, """[{"op":1,"path":"/data"}]""", 400, "BadRequest", "error decoding patch: json: cannot unmarshal number into Go struct field jsonPatchOp.op of type string")]
    [InlineData(PatchType.Json, "[", 400, "BadRequest", "error decoding patch: unexpected end of JSON input")]
    [InlineData(PatchType.Json, """[{"op":"replace","path":"/metadata/name","value":"other"}]""", 400, "BadRequest", "the name of the object (other) does not match the name on the URL (a)")]
    [InlineData(PatchType.Json, """[{"op":"remove","path":"/metadata/name"}]""", 400, "BadRequest", "the name of the object (a based on URL) was undeterminable: name must be provided")]
    [InlineData(PatchType.Json, """[{"op":"replace","path":"/metadata/namespace","value":"other"}]""", 400, "BadRequest", "the namespace of the provided object does not match the namespace sent on the request")]
    [InlineData(PatchType.Merge, "not json", 400, "BadRequest", "error decoding patch: invalid character 'o' in literal null (expecting 'u')")]
    [InlineData(PatchType.Merge, "[]", 400, "BadRequest", "error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}")]
    [InlineData(PatchType.Merge, "\"x\"", 400, "BadRequest", "error decoding patch: json: cannot unmarshal string into Go value of type map[string]interface {}")]
    [InlineData(PatchType.Merge, "null", 400, "BadRequest", "Invalid JSON Patch")]
    [InlineData(PatchType.Merge, """{"metadata":{"name":"b"}}""", 400, "BadRequest", "the name of the object (b) does not match the name on the URL (a)")]
    [InlineData(PatchType.Merge, """{"metadata":{"uid":"x"}}""", 422, "Invalid", "ConfigMap \"a\" is invalid: metadata.uid: Invalid value: \"x\": field is immutable")]
    [InlineData(PatchType.Merge, """{"metadata":{"resourceVersion":"1"}}""", 409, "Conflict", "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply your changes to the latest version and try again")]
    [InlineData(PatchType.StrategicMerge, "[]", 400, "BadRequest", "json: cannot unmarshal array into Go value of type map[string]interface {}")]
    [InlineData(PatchType.StrategicMerge, """{"data":{"$patch":"shuffle"}}""", 500, "", "unknown patch type: shuffle in map: map[$patch:shuffle]")]
    [InlineData(PatchType.StrategicMerge, """{"data":{"$retainKeys":"k"}}""", 400, "BadRequest", "invalid patch format of retainKeys")]
    [InlineData(PatchType.StrategicMerge, """{"metadata":{"$setElementOrder/finalizers":"k"}}""", 500, "", "expected a []interface {}, but received a string")]
    [InlineData(PatchType.Apply, "[]", 400, "BadRequest", "error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}")]
    [InlineData(PatchType.Apply, """{"kind":"ConfigMap","metadata":{"name":"a"}}""", 400, "BadRequest", "invalid object type: /, Kind=ConfigMap")]
    [InlineData(PatchType.Apply, """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"}}""", 400, "BadRequest", "invalid object type: /v1, Kind=Secret")]
    [InlineData(PatchType.Apply, """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"}}""", 400, "BadRequest", "invalid object type: apps/v1, Kind=Deployment")]
    [InlineData(PatchType.Apply, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b"}}""", 400, "BadRequest", "the name of the object (b) does not match the name on the URL (a)")]
    [InlineData(PatchType.Apply, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"b"}}""", 400, "BadRequest", "the namespace of the provided object does not match the namespace sent on the request")]
    [InlineData(PatchType.Apply, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","managedFields":[]}}""", 400, "BadRequest", "metadata.managedFields must be nil")]
    [InlineData(PatchType.Apply, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","uid":"x"}}""", 422, "Invalid", "ConfigMap \"a\" is invalid: metadata.uid: Invalid value: \"x\": field is immutable")]
    [InlineData(PatchType.Apply, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","resourceVersion":"1"}}""", 409, "Conflict", "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply your changes to the latest version and try again")]
    [InlineData(PatchType.Apply, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"dta":{}}""", 500, "", "failed to create typed patch object (/a; /v1, Kind=ConfigMap): .dta: field not declared in schema")]
    [InlineData(PatchType.Apply, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"k":1}}""", 500, "", "failed to create typed patch object (/a; /v1, Kind=ConfigMap): .data.k: expected string, got &value.valueUnstructured{Value:1}")]
    [InlineData(PatchType.Apply, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":["x"]}""", 500, "", "failed to create typed patch object (/a; /v1, Kind=ConfigMap): .data: expected map, got &{[x]}")]
    [InlineData(PatchType.Apply, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","finalizers":{"x":1}}}""", 500, "", "failed to create typed patch object (/a; /v1, Kind=ConfigMap): .metadata.finalizers: expected list, got &{map[x:1]}")]
    [InlineData(PatchType.Apply, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"immutable":"yes","data":{"k":true}}""", 500, "", "failed to create typed patch object (/a; /v1, Kind=ConfigMap): errors:\n  .immutable: expected boolean, got &{yes}\n  .data.k: expected string, got &value.valueUnstructured{Value:true}")]
    public Task Patch_OfAnObjectThatIsThere_AnswersAsKubernetes(PatchType type, string patch, int code, string reason, string message) =>
        AssertAnswerAsync(ConfigMaps, type, patch, code, reason, message);

    [Theory]
    [InlineData(PatchType.Json, "[{\"op\":\"remove\"}]", 404, "configmaps \"none\" not found")]
    [InlineData(PatchType.Merge, "[]", 404, "configmaps \"none\" not found")]
    [InlineData(PatchType.Merge, "x", 400, "error decoding patch: invalid character 'x' looking for beginning of value")]
    [InlineData(PatchType.Apply, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"none","uid":"u"}}""", 409, "Operation cannot be fulfilled on configmaps \"none\": uid mismatch: the provided object specified uid u, and no existing object was found")]
    [InlineData(PatchType.Apply, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"other"}}""", 400, "the name of the object (other) does not match the name on the URL (none)")]
    [InlineData(PatchType.Apply, """{"apiVersion":"v1","kind":"ConfigMap"}""", 400, "the name of the object (none based on URL) was undeterminable: name must be provided")]
    public async Task Patch_OfNothing_SaysFirstWhatIsKnownFirst(PatchType type, string patch, int code, string message)
    {
        await using var fixture = await EngineFixture.StartAsync();

        var status = await RefusalAsync(fixture, Request(ConfigMaps, type, patch) with { Name = "none" });

        Assert.Equal((code, message), (status.Code, status.Message));
    }

    [Theory]
    [InlineData(PatchType.Merge, """{"data":{"k":"2","k":"3"}}""", "duplicate field \"data.k\"")]
    [InlineData(PatchType.Merge, """{"dta":{}}""", "unknown field \"dta\"")]
    [InlineData(PatchType.StrategicMerge, """{"dta":{"x":1},"data":{"k":"2","k":"3"}}""", "duplicate field \"data.k\", unknown field \"dta\"")]
    [InlineData(PatchType.Json, """[{"op":"add","path":"/dta","value":{}}]""", "unknown field \"dta\"")]
    [InlineData(PatchType.Json, """[{"op":"add","path":"/data/x","value":"1","why":1,"op":"add"}]""", "json patch duplicate field \"[0].op\", json patch unknown field \"[0].why\"")]
    public async Task Patch_WithFieldsThatAreNotKnown_IsRefusedWarnedOrTaken(PatchType type, string patch, string problems)
    {
        await using var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(EngineFixture.ConfigMap("a", ("k", "1")));

        var refusal = await RefusalAsync(fixture, Request(ConfigMaps, type, patch) with { FieldValidation = "Strict" });
        var warned = await fixture.Server.PatchAsync(Request(ConfigMaps, type, patch), EngineFixture.Token);
        var ignored = await fixture.Server.PatchAsync(Request(ConfigMaps, type, patch) with { FieldValidation = "Ignore" }, EngineFixture.Token);

        Assert.Equal(422, refusal.Code);
        Assert.StartsWith(" \"\" is invalid: patch: Invalid value: \"", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith($"\": strict decoding error: {problems}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(problems, string.Join(", ", warned.Warnings));
        Assert.Empty(ignored.Warnings);
    }

    [Fact]
    public async Task StrategicPatch_RefusedStrictly_ShowsThePatchAsGoPrintsIt()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(EngineFixture.ConfigMap("a", ("k", "1")));

        var refusal = await RefusalAsync(
            fixture, Request(ConfigMaps, PatchType.StrategicMerge, """{"x":{"b":[1,true],"a":"t"}}""") with { FieldValidation = "Strict" });

        Assert.Equal(
            " \"\" is invalid: patch: Invalid value: \"map[x:map[a:t b:[1 true]]]\": strict decoding error: unknown field \"x\"", refusal.Message);
    }

    [Fact]
    public async Task JsonPatch_OfTooManyOperations_IsTooLarge()
    {
        var operations = string.Join(',', Enumerable.Repeat("""{"op":"test","path":"/data/k","value":"1"}""", 10_001));

        await AssertAnswerAsync(
            ConfigMaps, PatchType.Json, $"[{operations}]", 413, "RequestEntityTooLarge",
            "Request entity too large: The allowed maximum operations in a JSON patch is 10000, got 10001");
    }

    [Fact]
    public Task StrategicPatch_OfACustomResource_IsNoKnownFormat() => AssertAnswerAsync(
        Widgets, PatchType.StrategicMerge, "{}", 415, "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, "
        + "application/merge-patch+json, application/apply-patch+yaml");

    [Theory]
    [InlineData("", null, "fieldManager: Required value: is required for apply patch")]
    [InlineData("a\tb", null, "fieldManager: Invalid value: \"a\\tb\": invalid character U+0009 (at position 1)")]
    public async Task Apply_WithoutAUsableManager_IsInvalid(string manager, bool? force, string error)
    {
        await using var fixture = await EngineFixture.StartAsync();
        var request = Request(ConfigMaps, PatchType.Apply, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}""") with
        {
            FieldManager = manager, Force = force,
        };

        var status = await RefusalAsync(fixture, request);

        Assert.Equal((422, $"PatchOptions.meta.k8s.io \"\" is invalid: {error}"), (status.Code, status.Message));
    }

    [Fact]
    public async Task Patch_ForcedWithoutApply_IsInvalid()
    {
        await using var fixture = await EngineFixture.StartAsync();

        var status = await RefusalAsync(fixture, Request(ConfigMaps, PatchType.Merge, "{}") with { Force = true });

        Assert.Equal("PatchOptions.meta.k8s.io \"\" is invalid: force: Forbidden: may not be specified for non-apply patch", status.Message);
    }

    [Fact]
    public async Task Apply_WithTheVersionOfNothing_CreatesTheObject()
    {
        await using var fixture = await EngineFixture.StartAsync();

        var created = await fixture.Server.PatchAsync(
            Request(ConfigMaps, PatchType.Apply, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","resourceVersion":"7"}}"""),
            EngineFixture.Token);

        Assert.Equal(201, created.StatusCode);
    }

    [Fact]
    public async Task Apply_WithAFieldTwice_IsRefusedStrictlyAndElseWarnedOf()
    {
        const string Twice = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"k":"1","k":"2"}}""";
        const string Problem = "error converting YAML to JSON: yaml: unmarshal errors:\n  line 1: key \"k\" already set in map";
        await using var fixture = await EngineFixture.StartAsync();

        var refusal = await RefusalAsync(fixture, Request(ConfigMaps, PatchType.Apply, Twice) with { FieldValidation = "Strict" });
        var warned = await fixture.Server.PatchAsync(Request(ConfigMaps, PatchType.Apply, Twice), EngineFixture.Token);

        Assert.Equal((400, "error strict decoding YAML: " + Problem), (refusal.Code, refusal.Message));
        Assert.Equal(Problem, Assert.Single(warned.Warnings));
    }

    private static PatchRequest Request(ResourceReference resource, PatchType type, string patch) => new()
    {
        Resource = resource,
        Namespace = "default",
        Name = "a",
        User = RequestUser.Internal,
        FieldManager = "one",
        PatchType = type,
        Body = RequestBody.FromUtf8(Encoding.UTF8.GetBytes(patch)),
    };

    private static async Task<KubeStatus> RefusalAsync(EngineFixture fixture, PatchRequest request) =>
        (await Assert.ThrowsAsync<KubeApiException>(async () => await fixture.Server.PatchAsync(request, EngineFixture.Token))).Status;

    private static async Task AssertAnswerAsync(ResourceReference resource, PatchType type, string patch, int code, string reason, string message)
    {
        await using var fixture = await EngineFixture.StartAsync();
        if (resource == Widgets)
        {
            await fixture.CreateAsync(EngineFixture.WidgetDefinition(), Slipway.Kubernetes.Objects.BuiltInTypes.CustomResourceDefinition);
        }
        else
        {
            await fixture.CreateAsync(EngineFixture.ConfigMap("a", ("k", "1")));
        }

        var status = await RefusalAsync(fixture, Request(resource, type, patch));

        Assert.Equal((code, reason, message), (status.Code, status.Reason, status.Message));
    }
}
