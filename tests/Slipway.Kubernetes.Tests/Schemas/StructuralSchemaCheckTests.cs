using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Tests.Schemas;

public sealed class StructuralSchemaCheckTests
{
    [Theory]
    [InlineData("{'type': 'object', 'properties': {'spec': {'properties': {'a': {'type': 'string'}}}}}", "s.properties[spec].type: Required value: must not be empty for specified object fields")]
    [InlineData("{}", "s.type: Required value: must not be empty at the root")]
    [InlineData("{'type': 'array'}", "s.items: Required value: must be specified", "s.type: Invalid value: \"array\": must be object at the root")]
    [InlineData("{'type': 'object', 'properties': {'l': {'type': 'array', 'items': {}}}}", "s.properties[l].items.type: Required value: must not be empty for specified array items")]
    [InlineData("{'type': 'object', 'additionalProperties': {'type': 'string'}}", "s.additionalProperties: Forbidden: must not be used at the root")]
    [InlineData("{'type': 'object', 'properties': {'a': {'type': 'string', 'anyOf': [{'type': 'string'}]}}}", "s.properties[a].anyOf[0].type: Forbidden: must be empty to be structural")]
    [InlineData("{'type': 'object', 'anyOf': [{'properties': {'b': {'minLength': 1}}}]}", "s.properties[b]: Required value: because it is defined in s.anyOf[0].properties[b]")]
    [InlineData("{'type': 'object', 'properties': {'metadata': {'type': 'object', 'properties': {'labels': {'type': 'object'}}}}}", "s.properties[metadata]: Forbidden: must not specify anything other than name and generateName, but metadata is implicitly specified")]
    public void Check_NotStructural_SaysWhatKubeApiserverSays(string schema, params string[] expected) =>
        Assert.Equal(expected, StructuralSchemaCheck.Check(Schema.FromJson(Json.Node(schema)), "s").Select(error => error.ToString()));

    [Theory]
    [InlineData("{'type': 'object', 'properties': {'p': {'x-kubernetes-int-or-string': true, 'anyOf': [{'type': 'integer'}, {'type': 'string'}]}, 'metadata': {'type': 'object'}}}")]
    [InlineData("{'type': 'object', 'properties': {'a': {'type': 'string'}}, 'oneOf': [{'required': ['a']}, {'properties': {'a': {'pattern': '^x$'}}}]}")]
    public void Check_Structural_FindsNothing(string schema) => Assert.Empty(StructuralSchemaCheck.Check(Schema.FromJson(Json.Node(schema)), "s"));

    [Fact]
    public void Check_Gadget_FindsNothing() => Assert.Empty(StructuralSchemaCheck.Check(GadgetSchema.Create(), "s"));
}
