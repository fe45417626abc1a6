using System.Text.Json.Nodes;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.CustomResources;

/// <summary>What is refused in a CustomResourceDefinition, and in which words.</summary>
public sealed class DefinitionValidationTests
{
    private const string Schema = "spec.validation.openAPIV3Schema.properties[spec]";

    private const string Label1035 =
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric "
        + "character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

    [Theory]
    [InlineData("{'type': 'array'}", Schema + ".items: Required value: must be specified")]
    [InlineData("{'type': 'strin'}", Schema + ".type: Unsupported value: \"strin\": supported values: \"array\", \"boolean\", \"integer\", \"number\", \"object\", \"string\"")]
    [InlineData("{'type': 'string', 'pattern': '['}", Schema + ".pattern: Invalid value: \"[\": must be a valid regular expression, but isn't: error parsing regexp: missing closing ]: `[`")]
    [InlineData("{'type': 'string', 'uniqueItems': true}", Schema + ".uniqueItems: Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic")]
    [InlineData("{'type': 'string', '$ref': '#/a'}", Schema + ".$ref: Forbidden: $ref is not supported")]
    [InlineData("{'type': 'integer', 'default': 'x'}", Schema + ".default: Invalid value: \"string\":  in body must be of type integer: \"string\"")]
    [InlineData("{'type': 'object', 'default': {'z': 1}, 'properties': {'a': {'type': 'string'}}}", Schema + ".default: Invalid value: {\"z\":1}: must not have unknown fields")]
    [InlineData("{'type': 'integer', 'default': 5, 'x-kubernetes-validations': [{'rule': 'self < 5'}]}", Schema + ".default: Invalid value: 5: failed rule: self < 5")]
    [InlineData("{'type': 'object', 'x-kubernetes-embedded-resource': true}", Schema + ".properties: Required value: must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields")]
    [InlineData("{'type': 'object', 'properties': {'a': {'type': 'string'}}, 'additionalProperties': {'type': 'string'}}", Schema + ".additionalProperties: Forbidden: additionalProperties and properties are mutual exclusive")]
    [InlineData("{'type': 'array', 'x-kubernetes-list-type': 'map', 'items': {'type': 'object', 'properties': {}}}", Schema + ".x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map")]
    [InlineData("{'type': 'array', 'x-kubernetes-list-type': 'set', 'items': {'type': 'object'}}", Schema + ".items.x-kubernetes-map-type: Invalid value: null: must be atomic as item of a list with x-kubernetes-list-type=set")]
    [InlineData("{'type': 'object', 'anyOf': [{'properties': {'a': {'description': 'x'}}}], 'properties': {'a': {'type': 'string'}}}", Schema + ".anyOf[0].properties[a].description: Forbidden: must be empty to be structural")]
    [InlineData("{'type': 'object', 'x-kubernetes-preserve-unknown-fields': false}", Schema + ".x-kubernetes-preserve-unknown-fields: Invalid value: false: must be true or undefined")]
    public async Task Create_WithAWrongSchema_IsRefused(string schema, string expected) =>
        await IsRefusedAsync(Definitions.Thing(Definitions.Parse(schema.Replace('\'', '"'))), expected);

    [Theory]
    [InlineData("[{'rule': ' '}]", "[0].rule: Required value: rule is not specified")]
    [InlineData("[{'rule': 'true', 'message': ' '}]", "[0].message: Invalid value: \" \": must be non-empty if specified")]
    [InlineData("[{'rule': 'true &&\\ntrue'}]", "[0].message: Required value: message must be specified if rule contains line breaks")]
    [InlineData("[{'rule': 'true', 'reason': 'X'}]", "[0].reason: Unsupported value: \"X\": supported values: \"FieldValueDuplicate\", \"FieldValueForbidden\", \"FieldValueInvalid\", \"FieldValueRequired\"")]
    [InlineData("[{'rule': 'true', 'fieldPath': '.nope'}]", "[0].fieldPath: Invalid value: \".nope\": must be a valid path")]
    [InlineData("[{'rule': 'self.a'}]", "[0].rule: Invalid value: {\"Rule\":\"self.a\",\"Message\":\"\",\"MessageExpression\":\"\",\"Reason\":null,\"FieldPath\":\"\",\"OptionalOldSelf\":null}: cel expression must evaluate to a bool")]
    [InlineData("[{'rule': 'true', 'messageExpression': '1'}]", "[0].messageExpression: Invalid value: {\"Rule\":\"true\",\"Message\":\"\",\"MessageExpression\":\"1\",\"Reason\":null,\"FieldPath\":\"\",\"OptionalOldSelf\":null}: messageExpression must evaluate to a string")]
    [InlineData("[{'rule': 'self.nope > 1'}]", "[0].rule: Invalid value: {\"Rule\":\"self.nope \\u003e 1\",\"Message\":\"\",\"MessageExpression\":\"\",\"Reason\":null,\"FieldPath\":\"\",\"OptionalOldSelf\":null}: compilation failed: ERROR: <input>:1:5: undefined field 'nope'\n | self.nope > 1\n | ....^")]
    [InlineData("[{'rule': 'true', 'optionalOldSelf': true}]", "[0].optionalOldSelf: Invalid value: true: may not be set if oldSelf is not used in rule")]
    [InlineData("[{'rule': 'self.list.all(x, self.list.all(y, x != y))'}]", "[0].rule: Forbidden: estimated rule cost exceeds budget by factor of more than 100x (try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays, maps, and strings are declared)", "[0].rule: Forbidden: contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema")]
    public async Task Create_WithAWrongRule_IsRefused(string rules, params string[] expected)
    {
        var spec = Definitions.Parse("""{"type":"object","properties":{"a":{"type":"string"},"list":{"type":"array","items":{"type":"string"}}}}""");
        spec["x-kubernetes-validations"] = JsonNode.Parse(rules.Replace('\'', '"'));

        await IsRefusedAsync(Definitions.Thing(spec), [.. expected.Select(e => $"{Schema}.x-kubernetes-validations{e}")]);
    }

    [Fact]
    public async Task Create_WithARuleAboutAChangeOfWhatCannotBeToldApart_IsRefused() => await IsRefusedAsync(
        Definitions.Thing(Definitions.Parse(
            """
            {"type": "object", "properties": {"list": {"type": "array", "maxItems": 5, "items":
              {"type": "string", "maxLength": 5, "x-kubernetes-validations": [{"rule": "self == oldSelf"}]}}}}
            """)),
        Schema + ".properties[list].items.x-kubernetes-validations[0].rule: Invalid value: \"self == oldSelf\": oldSelf cannot be used on the uncorrelatable "
        + "portion of the schema within " + Schema + ".properties[list]");

    [Theory]
    [InlineData("group", "'nodots'", "metadata.name: Invalid value: \"things.x.example.com\": must be spec.names.plural+\".\"+spec.group", "spec.group: Invalid value: \"nodots\": should be a domain with at least one dot")]
    [InlineData("scope", "'Everywhere'", "spec.scope: Unsupported value: \"Everywhere\": supported values: \"Cluster\", \"Namespaced\"")]
    [InlineData("names", "{'plural': 'things', 'kind': 'Thing', 'singular': 'a_b'}", "spec.names.singular: Invalid value: \"a_b\": " + Label1035)]
    [InlineData("names", "{'plural': 'things', 'kind': 'Thing', 'listKind': 'Thing'}", "spec.names.listKind: Invalid value: \"Thing\": kind and listKind may not be the same")]
    [InlineData("conversion", "{'strategy': 'Webhook'}", "spec.conversion.webhookClientConfig: Required value: required when strategy is set to Webhook", "spec.conversion.conversionReviewVersions: Required value")]
    [InlineData("conversion", "{'strategy': 'Magic'}", "spec.conversion.strategy: Unsupported value: \"Magic\": supported values: \"None\", \"Webhook\"")]
    [InlineData("preserveUnknownFields", "true", "spec.preserveUnknownFields: Invalid value: true: cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead")]
    public async Task Create_WithAWrongField_IsRefused(string field, string value, params string[] expected) =>
        await IsRefusedAsync(Definitions.With(field, value), expected);

    [Theory]
    [InlineData("subresources", "{'scale': {'specReplicasPath': '.status.a', 'statusReplicasPath': '.status.b'}}", "spec.subresources.scale.specReplicasPath: Invalid value: \".status.a\": should be a json path under .spec")]
    [InlineData("additionalPrinterColumns", "[{'name': 'A', 'type': 'foo', 'jsonPath': '.spec.a'}]", "spec.additionalPrinterColumns[0].type: Invalid value: \"foo\": must be one of boolean,date,integer,number,string")]
    [InlineData("selectableFields", "[{'jsonPath': '.spec.nope'}]", "spec.selectableFields[0].jsonPath: Invalid value: \".spec.nope\": is an invalid path: does not refer to a valid field")]
    [InlineData("deprecationWarning", "'old'", "spec.versions[0].deprecationWarning: Invalid value: \"old\": can only be set for deprecated versions")]
    [InlineData("name", "'V1'", "spec.versions[0].name: Invalid value: \"V1\": " + Label1035, "spec.version: Invalid value: \"V1\": " + Label1035)]
    public async Task Create_WithAWrongVersion_IsRefused(string field, string value, params string[] expected)
    {
        var definition = Definitions.Thing(new JsonObject { ["type"] = "object" });
        definition["spec"]!["versions"]![0]![field] = JsonNode.Parse(value.Replace('\'', '"'));

        await IsRefusedAsync(definition, expected);
    }

    [Fact]
    public async Task Create_InAProtectedGroupWithoutApproval_IsRefused()
    {
        var definition = Definitions.With("group", "'x.k8s.io'");
        definition["metadata"]!["name"] = "things.x.k8s.io";

        await IsRefusedAsync(
            definition,
            "metadata.annotations[api-approved.kubernetes.io]: Required value: protected groups must have approval annotation "
            + "\"api-approved.kubernetes.io\", see https://github.com/kubernetes/enhancements/pull/1111");
    }

    [Fact]
    public async Task Create_InAProtectedGroupUnapproved_SaysSoInACondition()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var definition = Definitions.With("group", "'x.k8s.io'");
        definition["metadata"] = Definitions.Parse("""{"name":"things.x.k8s.io","annotations":{"api-approved.kubernetes.io":"unapproved, test"}}""");

        var created = await fixture.CreateAsync(definition, BuiltInTypes.CustomResourceDefinition);

        Assert.Equal("UnapprovedAnnotation", Condition(created, "KubernetesAPIApprovalPolicyConformant", "reason"));
        Assert.Equal("not approved: \"unapproved, test\"", Condition(created, "KubernetesAPIApprovalPolicyConformant", "message"));
    }

    [Fact]
    public async Task Update_ThatDropsAStoredVersion_IsRefused()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(Definitions.Thing(new JsonObject { ["type"] = "object" }), BuiltInTypes.CustomResourceDefinition);
        const string Patch = """[{"op": "replace", "path": "/spec/versions/0/name", "value": "v2"}]""";

        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => PatchAsync(fixture, Patch));

        Assert.Equal(
            "CustomResourceDefinition.apiextensions.k8s.io \"things.x.example.com\" is invalid: status.storedVersions[0]: Invalid value: \"v1\": missing "
            + "from spec.versions; v1 was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains "
            + "persisted in v1 and removes v1 from status.storedVersions",
            refusal.Message);
    }

    [Theory]
    [InlineData("/spec/scope", "Cluster", "spec.scope: Invalid value: \"Cluster\": field is immutable")]
    [InlineData("/spec/names/kind", "Other", "spec.names.kind: Invalid value: \"Other\": field is immutable")]
    [InlineData("/spec/names/plural", "others", "spec.names.plural: Invalid value: \"others\": field is immutable")]
    public async Task Update_OfWhatIsImmutable_IsRefused(string path, string value, string expected)
    {
        await using var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(Definitions.Thing(new JsonObject { ["type"] = "object" }), BuiltInTypes.CustomResourceDefinition);

        var refusal = await Assert.ThrowsAsync<KubeApiException>(
            () => PatchAsync(fixture, $$"""[{"op":"replace","path":"{{path}}","value":"{{value}}"}]"""));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 20_000)]
    public async Task Delete_OfADefinition_GivesItsNamesToTheOneThatWaits()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(EngineFixture.WidgetDefinition(), BuiltInTypes.CustomResourceDefinition);
        var second = await fixture.CreateAsync(EngineFixture.WidgetDefinition("Wadget"), BuiltInTypes.CustomResourceDefinition);
        Assert.Equal("\"wd\" is already in use", Condition(second, "NamesAccepted", "message"));

        await fixture.Client.DeleteAsync(
            BuiltInTypes.CustomResourceDefinition, ObjectKey.ClusterScoped("widgets.example.com"), DeleteOptions.Default, EngineFixture.Token);

        var settled = await fixture.WaitAsync(
            "wadgets.example.com", o => o is not null && Condition(o, "Established", "status") == "True", BuiltInTypes.CustomResourceDefinition, ns: "");
        Assert.Equal("NoConflicts", Condition(settled!, "NamesAccepted", "reason"));
        Assert.Equal("wd", (string?)settled!.ToJsonObject()["status"]!["acceptedNames"]!["shortNames"]![0]);
    }

    [Fact(Timeout = 20_000)]
    public async Task Delete_OfADefinitionWithHeldObjects_TellsItsProgressAndTakesNoNewOnes()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(EngineFixture.WidgetDefinition(), BuiltInTypes.CustomResourceDefinition);
        var held = Definitions.Parse("""{"metadata":{"name":"a","namespace":"default","finalizers":["example.com/hold"]}}""");
        await fixture.CreateAsync(held, EngineFixture.Widget);

        await fixture.Client.DeleteAsync(
            BuiltInTypes.CustomResourceDefinition, ObjectKey.ClusterScoped("widgets.example.com"), DeleteOptions.Default, EngineFixture.Token);
        await fixture.WaitAsync(
            "widgets.example.com",
            o => o is not null && Condition(o, "Terminating", "reason") == "InstanceDeletionInProgress",
            BuiltInTypes.CustomResourceDefinition,
            ns: "");
        held["metadata"]!["name"] = "b";
        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => fixture.CreateAsync(held, EngineFixture.Widget));
        await fixture.MergeAsync("a", """{"metadata":{"finalizers":null}}""", EngineFixture.Widget);
        await fixture.WaitGoneAsync("widgets.example.com", BuiltInTypes.CustomResourceDefinition);

        Assert.Equal((405, "create not allowed while custom resource definition is terminating"), (refusal.Status.Code, refusal.Message));
    }

    private static string? Condition(KubeObject definition, string type, string field) => (string?)definition.ToJsonObject()["status"]?["conditions"]?.AsArray()
        .FirstOrDefault(c => (string?)c!["type"] == type)?[field];

    private static Task<KubeObject> PatchAsync(EngineFixture fixture, string patch) => fixture.Client.PatchAsync(
        BuiltInTypes.CustomResourceDefinition,
        ObjectKey.ClusterScoped("things.x.example.com"),
        new KubePatch(PatchType.Json, JsonNode.Parse(patch)!),
        WriteOptions.Default,
        EngineFixture.Token);

    private static async Task IsRefusedAsync(JsonObject definition, params string[] expected)
    {
        await using var fixture = await EngineFixture.StartAsync();

        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => fixture.CreateAsync(definition, BuiltInTypes.CustomResourceDefinition));

        var found = refusal.Status.Details!.Causes.Select(c => $"{c.Field}: {c.Message}").ToList();
        Assert.All(expected, e => Assert.Contains(e, found));
    }
}
