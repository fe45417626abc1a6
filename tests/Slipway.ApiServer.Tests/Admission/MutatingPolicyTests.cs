using System.Text.Json.Nodes;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Admission;

/// <summary>MutatingAdmissionPolicies; what kube-apiserver 1.36 was seen to do with them.</summary>
public sealed class MutatingPolicyTests : IAsyncLifetime
{
    private static readonly ResourceType Policies = Registration("MutatingAdmissionPolicy", "mutatingadmissionpolicies");
    private static readonly ResourceType Bindings = Registration("MutatingAdmissionPolicyBinding", "mutatingadmissionpolicybindings");

    private AdmissionFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await AdmissionFixture.StartAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData("""Object{data: {"x": object.metadata.name + "-" + request.operation}}""", """{"k":"v","x":"c-CREATE"}""")]
    [InlineData("""Object{?data: optional.of({"q": "1"}), ?immutable: optional.none()}""", """{"k":"v","q":"1"}""")]
    [InlineData("""Object{data: {"r": Object{data: {"k": "w"}}.data["k"]}}""", """{"k":"v","r":"w"}""")]
    [InlineData("""Object{} == Object{} && has(Object{data: {}}.data) ? Object{data: {"e": "1"}} : Object{}""", """{"k":"v","e":"1"}""")]
    [InlineData("""Object{data: {"x": 1}}""",
        "error applying patch: failed to convert patch object to typed object: .data.x: expected string, got &value.valueUnstructured{Value:1}")]
    [InlineData("""Object{frob: 1}""",
        "error applying patch: failed to convert patch object to typed object: .frob: field not declared in schema")]
    [InlineData("""Object{metadata: Object.spec{}}""",
        "type mismatch: unexpected type name \"Object.spec\", expected \"Object.metadata\", which matches field name path from root Object type")]
    [InlineData("""Object{data: {"x": object.data.zzz}}""",
        "expression 'Object{data: {\"x\": object.data.zzz}}' resulted in error: no such key: zzz")]
    public Task AConfiguration_IsAppliedToTheObject(string expression, string expected) =>
        AssertMadeAsync($$"""{"patchType": "ApplyConfiguration", "applyConfiguration": {"expression": {{Quoted(expression)}}} }""", expected);

    [Theory]
    [InlineData("""[JSONPatch{op: "add", path: "/data/x", value: "1"}]""", """{"k":"v","x":"1"}""")]
    [InlineData("""[JSONPatch{op: "test", path: "/data/k", value: "no"}, JSONPatch{op: "remove", path: "/data/k"}]""", """{"k":"v"}""")]
    [InlineData("""object.data.map(k, JSONPatch{op: "copy", from: "/data/" + k, path: "/data/" + jsonpatch.escapeKey(k + "2")})""",
        """{"k":"v","k2":"v"}""")]
    [InlineData("""[JSONPatch{op: "remove", path: "/data/zzz"}]""",
        "JSON Patch: error in remove for path: '/data/zzz': Unable to remove nonexistent key: zzz: missing value")]
    public Task AJsonPatch_IsAppliedToTheObject(string expression, string expected) =>
        AssertMadeAsync($$"""{"patchType": "JSONPatch", "jsonPatch": {"expression": {{Quoted(expression)}}} }""", expected);

    [Theory]
    [InlineData("applyConfiguration", "1", "must evaluate to Object but got int")]
    [InlineData("applyConfiguration", "Object.metadata{}", "must evaluate to Object but got Object.metadata")]
    [InlineData("jsonPatch", "[\"a\"]", "must evaluate to list(JSONPatch) but got list(string)")]
    [InlineData("jsonPatch", " ", "Required value")]
    public async Task AnExpressionOfAnotherType_IsRefusedWithThePolicy(string field, string expression, string error)
    {
        var type = field == "jsonPatch" ? "JSONPatch" : "ApplyConfiguration";

        var refused = await Assert.ThrowsAsync<KubeApiException>(
            () => ConfigureAsync("p", $$"""{"patchType": "{{type}}", "{{field}}": {"expression": {{Quoted(expression)}}} }"""));

        Assert.EndsWith(error, refused.Status.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Never", """{"k":"v","pa":"1","pb":"2","hook":"1"}""")]
    [InlineData("IfNeeded", """{"k":"v","pa":"4","pb":"4","hook":"1"}""")]
    public async Task Policies_ComeBeforeWebhooks_AndAgainAfterThem_IfTheyWantTo(string reinvocation, string expected)
    {
        foreach (var name in (string[])["pa", "pb"])
        {
            var expression = $$"""[JSONPatch{op: "add", path: "/data/{{name}}", value: string(size(object.data))}]""";
            await ConfigureAsync(
                name, $$"""{"patchType": "JSONPatch", "jsonPatch": {"expression": {{Quoted(expression)}}} }""", $$"""{"reinvocationPolicy": "{{reinvocation}}"}""");
        }

        _fixture.Hooks.Patches("/m", """[{"op":"add","path":"/data/hook","value":"1"}]""");
        await _fixture.ConfigureAsync(AdmissionFixture.Mutating, "/m");

        var created = await _fixture.CreateAsync();

        Assert.Equal(expected, created.ToJsonObject()["data"]!.ToJsonString());
    }

    [Theory]
    [InlineData("Ignore", """{"k":"v","y":"1"}""")]
    [InlineData("Fail", null)]
    public async Task AFailure_CountsAsThePolicySays(string failurePolicy, string? expected)
    {
        const string Mutations =
            """
            {"patchType": "ApplyConfiguration", "applyConfiguration": {"expression": "Object{data: {'x': 1}}"}},
            {"patchType": "ApplyConfiguration", "applyConfiguration": {"expression": "Object{data: {'y': '1'}}"}},
            {"patchType": "ApplyConfiguration", "applyConfiguration": {"expression": "Object{data: {'z': 1}}"}}
            """;
        await ConfigureAsync("p", Mutations, $$"""{"failurePolicy": "{{failurePolicy}}"}""");

        if (expected is not null)
        {
            Assert.Equal(expected, (await _fixture.CreateAsync()).ToJsonObject()["data"]!.ToJsonString());
        }
        else
        {
            var refused = await _fixture.RefusedAsync();
            Assert.Equal((403, StatusReason.Invalid, 2), (refused.Code, refused.Reason, refused.Details!.Causes.Length));
        }
    }

    [Fact]
    public async Task AParameter_IsSeenByTheExpression_AndItsAbsenceRefuses()
    {
        await ConfigureAsync(
            "p",
            """{"patchType": "ApplyConfiguration", "applyConfiguration": {"expression": "Object{data: {'x': params.data.k}}"}}""",
            """{"paramKind": {"apiVersion": "v1", "kind": "ConfigMap"}, "matchConditions": [{"name": "c", "expression": "object.metadata.name == 'c'"}]}""",
            """{"paramRef": {"name": "parameter", "namespace": "kube-system", "parameterNotFoundAction": "Deny"}}""");

        var refused = await _fixture.RefusedAsync();

        Assert.Equal(
            "policy 'p' with binding 'p' denied request: failed to configure binding: no params found for policy binding with `Deny` "
            + "parameterNotFoundAction",
            refused.Message);
        Assert.Equal(StatusReason.Forbidden, refused.Reason);
    }

    private static ResourceType Registration(string kind, string plural) =>
        new(new GroupVersionKind("admissionregistration.k8s.io", "v1", kind), plural, Namespaced: false);

    private static string Quoted(string text) => JsonValue.Create(text).ToJsonString();

    private async Task AssertMadeAsync(string mutation, string expected)
    {
        await ConfigureAsync("p", mutation);
        if (expected.StartsWith('{'))
        {
            Assert.Equal(expected, (await _fixture.CreateAsync()).ToJsonObject()["data"]!.ToJsonString());
        }
        else
        {
            Assert.Equal($"policy 'p' with binding 'p' denied request: {expected}", (await _fixture.RefusedAsync()).Message);
        }
    }

    private async Task ConfigureAsync(string name, string mutations, string extra = "{}", string binding = "{}")
    {
        var policy = (JsonObject)JsonNode.Parse(
            $$"""
            {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "MutatingAdmissionPolicy", "metadata": {"name": "{{name}}"}, "spec": {
              "reinvocationPolicy": "Never", "mutations": [{{mutations}}], "matchConstraints": {"resourceRules": [
                {"operations": ["CREATE", "UPDATE"], "apiGroups": [""], "apiVersions": ["v1"], "resources": ["configmaps"]}]} } }
            """)!;
        var bound = (JsonObject)JsonNode.Parse(
            $$"""
            {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "MutatingAdmissionPolicyBinding", "metadata": {"name": "{{name}}"},
             "spec": {"policyName": "{{name}}"} }
            """)!;
        Fill(policy, extra);
        Fill(bound, binding);
        await _fixture.Engine.CreateAsync(policy, Policies);
        await _fixture.Engine.CreateAsync(bound, Bindings);
    }

    private static void Fill(JsonObject obj, string extra)
    {
        foreach (var (field, value) in (JsonObject)JsonNode.Parse(extra)!)
        {
            obj["spec"]![field] = value?.DeepClone();
        }
    }
}
