using System.Text.Json.Nodes;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.CustomResources;

/// <summary>Server-side apply to a kind whose versions have different schemas; what kube-apiserver 1.36 was seen to do.</summary>
public sealed class ApplyAcrossVersionsTests : IAsyncLifetime
{
    private const string Definition =
        """
        {
          "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "gadgets.example.com"},
          "spec": {
            "group": "example.com", "scope": "Namespaced", "names": {"plural": "gadgets", "kind": "Gadget"},
            "versions": [
              {"name": "v1", "served": true, "storage": true, "schema": {"openAPIV3Schema": {"type": "object", "properties": {"spec": {
                "type": "object", "properties": {
                  "a": {"type": "string"}, "b": {"type": "string"}, "d": {"type": "string"},
                  "m": {"type": "object", "additionalProperties": {"type": "string"}},
                  "l": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"], "items": {
                    "type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "id": {"type": "string"}}}}}}}}}},
              {"name": "v2", "served": true, "storage": false, "schema": {"openAPIV3Schema": {"type": "object", "properties": {"spec": {
                "type": "object", "properties": {
                  "a": {"type": "string"}, "c": {"type": "string"}, "d": {"type": "string", "default": "two"},
                  "m": {"type": "object", "x-kubernetes-map-type": "atomic", "additionalProperties": {"type": "string"}},
                  "l": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["id"], "items": {
                    "type": "object", "required": ["id"], "properties": {"name": {"type": "string"}, "id": {"type": "string"}}}}}}}}}}
            ]
          }
        }
        """;

    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        await _engine.CreateAsync((JsonObject)JsonNode.Parse(Definition)!, BuiltInTypes.CustomResourceDefinition);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    /// <summary>Each story is a list of "version manager spec"; the last answer's spec and owners are compared, or its refusal.</summary>
    [Theory]
    [InlineData("""{"a":"2","d":"two"}""", "me v2 a,d", "v1 me {a:1,d:two,b:2}", "v2 me {a:2,d:two}")]
    [InlineData("{}", "me v1 -", "v1 me {a:1}", "v1 me {}")]
    [InlineData("""{"m":{"b":"1"},"d":"two"}""", "you v2 m", "v1 me {m:{a:1}}", "v2 you {m:{b:1}}")]
    [InlineData("""{"a":"1"}""", "me v2 a", "v1 me {a:1}", "v2 me {a:1}")]
    [InlineData("failed to prune fields: failed to convert merged object to last applied version: .spec.c: field not declared in schema", "",
        "v1 me {a:1}", "v2 me {c:1}")]
    [InlineData("failed to convert new object: .spec.c: field not declared in schema", "", "v1 me {a:1}", "v2 you {c:1}")]
    [InlineData("Apply failed with 1 conflict: conflict with \"me\": .spec.a", "", "v1 me {a:1}", "v2 you {a:2}")]
    [InlineData(
        "failed to create typed live object (default/g; example.com/v2, Kind=Gadget): .spec.l: element 0: associative list with keys has an "
        + "element that omits all key fields [\"id\"] (and doesn't have default values for any key fields)", "",
        "v1 me {l:[{name:n}]}", "v2 me {l:[{name:n,id:i}]}")]
    public async Task Applies_InDifferentVersions_KeepWhatOthersOwn(string expected, string owners, params string[] story)
    {
        JsonObject? answer = null;
        string? refusal = null;
        foreach (var step in story)
        {
            Assert.Null(refusal);
            (answer, refusal) = await ApplyAsync(step.Split(' ', 3));
        }

        Assert.Equal(expected, refusal ?? answer!["spec"]!.ToJsonString());
        Assert.Equal(owners, refusal is null ? string.Join(' ', answer!["metadata"]!["managedFields"]!.AsArray().Select(OwnerOf)) : "");
    }

    [Fact]
    public async Task Update_ThatAnotherManagersVersionHasNoPlaceFor_ForgetsWhoOwnsWhat()
    {
        await ApplyAsync(["v2", "me", "{a:1}"]);
        var obj = await GetAsync("v1");
        obj["spec"]!["b"] = "2";

        var updated = await _engine.Client.UpdateAsync(Gadget("v1"), obj, WriteOptions.Default, EngineFixture.Token);

        Assert.Null(updated.ToJsonObject()["metadata"]!["managedFields"]);
    }

    [Fact]
    public async Task AReadVersion_SetsNoDefaultsOfItsOwn()
    {
        await ApplyAsync(["v1", "me", "{a:1}"]);

        Assert.Equal("""{"a":"1"}""", (await GetAsync("v2"))["spec"]!.ToJsonString());
    }

    private static ResourceType Gadget(string version) => new(new GroupVersionKind("example.com", version, "Gadget"), "gadgets", Namespaced: true);

    private static string OwnerOf(JsonNode? entry)
    {
        var fields = (JsonObject?)entry!["fieldsV1"]!["f:spec"] ?? [];
        var names = string.Join(',', fields.Select(f => f.Key[2..]));
        return $"{entry["manager"]} {entry["apiVersion"]!.ToString()[^2..]} {(names.Length > 0 ? names : "-")}";
    }

    private async Task<JsonObject> GetAsync(string version) =>
        (await _engine.Client.GetAsync(Gadget(version), new ObjectKey("default", "g"), EngineFixture.Token)).ToJsonObject();

    // The spec is JSON without its quotes.
    private async Task<(JsonObject? Answer, string? Refusal)> ApplyAsync(string[] step)
    {
        var spec = System.Text.RegularExpressions.Regex.Replace(
            step[2], "[a-z0-9]+", "\"$0\"", System.Text.RegularExpressions.RegexOptions.NonBacktracking);
        var body = (JsonObject)JsonNode.Parse(
            $$"""{"apiVersion":"example.com/{{step[0]}}","kind":"Gadget","metadata":{"name":"g"},"spec":{{spec}}}""")!;
        try
        {
            var answer = await _engine.Client.PatchAsync(
                Gadget(step[0]), new ObjectKey("default", "g"), KubePatch.Apply(body), new WriteOptions { FieldManager = step[1] }, EngineFixture.Token);
            return (answer.ToJsonObject(), null);
        }
        catch (KubeApiException e)
        {
            return (null, e.Status.Message);
        }
    }
}
