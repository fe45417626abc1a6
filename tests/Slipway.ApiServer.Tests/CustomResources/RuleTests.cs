using System.Text.Json.Nodes;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.CustomResources;

/// <summary>The rules of definitions (<c>x-kubernetes-validations</c>) over the objects that they are about.</summary>
public sealed class RuleTests
{
    private static readonly ResourceType Thing = new(new GroupVersionKind("x.example.com", "v1", "Thing"), "things", Namespaced: true);

    private static readonly JsonObject Spec = Definitions.Parse(
        """
        {
          "type": "object",
          "x-kubernetes-validations": [
            {"rule": "!has(self.min) || !has(self.max) || self.min <= self.max", "message": "min above max", "fieldPath": ".min"},
            {"rule": "!has(oldSelf.fixed) || has(self.fixed)", "message": "fixed stays"},
            {"rule": "!has(self.min) || self.min != 13", "messageExpression": "'not ' + 'thirteen'", "reason": "FieldValueForbidden"},
            {"rule": "!has(self.min) || self.min != 14", "message": "plain", "messageExpression": "'a\\nb'", "reason": "FieldValueDuplicate"},
            {"rule": "!has(self.big) || self.big.size() < 4 || self.big.all(a, self.big.all(b, self.big.all(c, a + b + c > 0)))", "message": "big"}
          ],
          "properties": {
            "min": {"type": "integer"}, "max": {"type": "integer"},
            "fixed": {"type": "string", "maxLength": 9, "x-kubernetes-validations": [{"rule": "self == oldSelf"}]},
            "big": {"type": "array", "maxItems": 100, "items": {"type": "integer"}},
            "port": {"x-kubernetes-int-or-string": true, "x-kubernetes-validations": [{"rule": "self > 0"}]},
            "once": {"type": "string", "maxLength": 9, "x-kubernetes-validations":
              [{"rule": "!oldSelf.hasValue() || oldSelf.value() == self", "optionalOldSelf": true, "message": "once"}]},
            "set": {"type": "array", "maxItems": 5, "x-kubernetes-list-type": "set", "items": {"type": "string", "maxLength": 5},
              "x-kubernetes-validations": [{"rule": "self == oldSelf", "message": "set"}, {"rule": "(self + ['a']).size() <= 2", "message": "a or two"}]},
            "rows": {"type": "array", "maxItems": 5, "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
              "items": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "maxLength": 5},
                "v": {"type": "integer", "x-kubernetes-validations": [{"rule": "self >= oldSelf", "message": "grows"}]}}}},
            "labels": {"type": "object", "maxProperties": 3, "additionalProperties": {"type": "string", "maxLength": 4,
              "x-kubernetes-validations": [{"rule": "self != 'bad'"}]}},
            "when": {"type": "string", "format": "date-time", "x-kubernetes-validations": [{"rule": "self.getFullYear() > 2000", "message": "year"}]},
            "for": {"type": "string", "format": "duration", "x-kubernetes-validations": [{"rule": "self <= duration('1h')", "message": "short"}]},
            "odd": {"type": "object", "properties": {"a-b": {"type": "string", "maxLength": 4}, "namespace": {"type": "string", "maxLength": 4},
              "x__y": {"type": "string", "maxLength": 4}},
              "x-kubernetes-validations": [{"rule": "self.a__dash__b != self.__namespace__ || has(self.x__underscores__y)"}]},
            "tmpl": {"type": "object", "x-kubernetes-embedded-resource": true, "x-kubernetes-preserve-unknown-fields": true,
              "x-kubernetes-validations": [{"rule": "self.kind == 'Pod' && self.metadata.name.startsWith('p')", "message": "a pod"}]}
          }
        }
        """);

    [Theory]
    [InlineData("{'min': 5, 'max': 1}", "spec.min: Invalid value: min above max")]
    [InlineData("{'min': 13}", "spec: Forbidden: not thirteen")]
    [InlineData("{'min': 14}", "spec: Duplicate value")]
    [InlineData("{'port': 0}", "spec.port: Invalid value: 0: failed rule: self > 0")]
    [InlineData("{'set': ['b', 'c']}", "spec.set: Invalid value: a or two")]
    [InlineData("{'labels': {'k': 'bad'}}", "spec.labels[k]: Invalid value: \"bad\": failed rule: self != 'bad'")]
    [InlineData("{'when': '1999-01-01T00:00:00Z'}", "spec.when: Invalid value: \"1999-01-01T00:00:00Z\": year")]
    [InlineData("{'for': '2 hours'}", "spec.for: Invalid value: \"2 hours\": short")]
    [InlineData("{'odd': {'a-b': 'x', 'namespace': 'x'}}", "spec.odd: Invalid value: failed rule: self.a__dash__b != self.__namespace__ || has(self.x__underscores__y)")]
    [InlineData("{'tmpl': {'apiVersion': 'v1', 'kind': 'Pod', 'metadata': {'name': 'x'}}}", "spec.tmpl: Invalid value: a pod")]
    public async Task Create_AgainstARule_IsRefusedInItsWords(string spec, string expected)
    {
        await using var fixture = await StartAsync();

        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => fixture.CreateAsync(New(spec), Thing));

        Assert.Equal($"Thing.x.example.com \"a\" is invalid: {expected}", refusal.Message);
    }

    [Fact]
    public async Task Create_WithAValueOfAnotherTypeThanTheRuleTakes_SaysThatNoOverloadFits()
    {
        await using var fixture = await StartAsync();

        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => fixture.CreateAsync(New("{'port': 'http'}"), Thing));

        Assert.Contains(
            "spec.port: Invalid value: \"\": 'no such overload", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("call arguments did not match a supported operator, function or macro signature for rule: self > 0", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_AgainstTheSchema_LeavesTheRulesUnchecked()
    {
        await using var fixture = await StartAsync();

        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => fixture.CreateAsync(New("{'min': 'x', 'labels': {'k': 'bad'}}"), Thing));

        Assert.Equal(
            [
                "spec.min: Invalid value: \"string\": spec.min in body must be of type integer: \"string\"",
                "<nil>: Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to "
                + "complete validation",
            ],
            refusal.Status.Details!.Causes.Select(c => $"{c.Field}: {c.Message}"));
    }

    [Fact]
    public async Task Create_WithARuleThatCostsTooMuch_EndsTheEvaluation()
    {
        await using var fixture = await StartAsync();

        var refusal = await Assert.ThrowsAsync<KubeApiException>(
            () => fixture.CreateAsync(New($"{{'big': [{string.Join(',', Enumerable.Range(1, 100))}], 'labels': {{'k': 'bad'}}}}"), Thing));

        Assert.Equal(
            "Thing.x.example.com \"a\" is invalid: spec: Invalid value: \"object\": 'operation cancelled: actual cost limit exceeded': no further "
            + "validation rules will be run due to call cost exceeds limit for rule: big",
            refusal.Message);
    }

    [Theory]
    [InlineData("{'fixed': 'b'}", "spec.fixed: Invalid value: \"b\": failed rule: self == oldSelf")]
    [InlineData("{'fixed': null}", "spec: Invalid value: fixed stays")]
    [InlineData("{'once': 'y'}", "spec.once: Invalid value: \"y\": once")]
    [InlineData("{'set': ['a', 'c']}", "spec.set: Invalid value: set")]
    [InlineData("{'rows': [{'name': 'n'}, {'name': 'm', 'v': 1}]}", "spec.rows[1].v: Invalid value: 1: grows")]
    public async Task Update_AgainstARuleAboutTheChange_IsRefused(string patch, string expected)
    {
        await using var fixture = await StartAsync();
        await fixture.CreateAsync(New("{'fixed': 'a', 'once': 'x', 'set': ['a', 'b'], 'rows': [{'name': 'm', 'v': 3}]}"), Thing);

        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => fixture.MergeAsync("a", $"{{\"spec\":{patch.Replace('\'', '"')}}}", Thing));

        Assert.Equal($"Thing.x.example.com \"a\" is invalid: {expected}", refusal.Message);
    }

    [Theory]
    [InlineData("{'set': ['b', 'a']}")]
    [InlineData("{'rows': [{'name': 'n', 'v': 0}, {'name': 'm', 'v': 4}]}")]
    [InlineData("{'once': 'x', 'min': 1}")]
    public async Task Update_WithinTheRules_IsTaken(string patch)
    {
        await using var fixture = await StartAsync();
        await fixture.CreateAsync(New("{'fixed': 'a', 'once': 'x', 'set': ['a', 'b'], 'rows': [{'name': 'm', 'v': 3}]}"), Thing);

        await fixture.MergeAsync("a", $"{{\"spec\":{patch.Replace('\'', '"')}}}", Thing);
    }

    [Fact]
    public async Task Update_OfWhatBreaksALaterRuleUntouched_IsTaken()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var definition = Definitions.Thing(Definitions.Parse("""{"type":"object","properties":{"a":{"type":"string","maxLength":9},"b":{"type":"string"}}}"""));
        await fixture.CreateAsync(definition, BuiltInTypes.CustomResourceDefinition);
        await fixture.CreateAsync(New("{'a': 'long'}"), Thing);
        const string Rule = """[{"op":"add","path":"/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/a/x-kubernetes-validations","value":[{"rule":"self.size() < 3"}]}]""";
        await fixture.Client.PatchAsync(
            BuiltInTypes.CustomResourceDefinition,
            ObjectKey.ClusterScoped("things.x.example.com"),
            new KubePatch(PatchType.Json, JsonNode.Parse(Rule)!),
            WriteOptions.Default,
            EngineFixture.Token);

        await fixture.MergeAsync("a", """{"spec":{"b":"new"}}""", Thing);
        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => fixture.MergeAsync("a", """{"spec":{"a":"longer"}}""", Thing));

        Assert.Contains("spec.a: Invalid value: \"longer\": failed rule: self.size() < 3", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<EngineFixture> StartAsync()
    {
        var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(Definitions.Thing(Spec), BuiltInTypes.CustomResourceDefinition);
        return fixture;
    }

    private static JsonObject New(string spec) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = "a", ["namespace"] = "default" }, ["spec"] = JsonNode.Parse(spec.Replace('\'', '"')),
    };
}
