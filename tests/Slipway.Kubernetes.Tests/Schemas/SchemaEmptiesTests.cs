using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Tests.Schemas;

public sealed class SchemaEmptiesTests
{
    private const string Allowed = """
        {'type': 'object', 'required': ['must'], 'properties': {
          'must': {'type': 'string', 'minLength': 1}, 'text': {'type': 'string', 'minLength': 1}, 'any': {'type': 'string'},
          'list': {'type': 'array', 'minItems': 1, 'items': {'type': 'object', 'properties': {'text': {'type': 'string', 'minLength': 1}}}},
          'free': {'type': 'array', 'items': {'type': 'string'}},
          'inner': {'type': 'object', 'minProperties': 1, 'properties': {'text': {'type': 'string', 'minLength': 1}}}}}
        """;

    [Theory]
    [InlineData("{'text': '', 'list': [], 'inner': {}}", "{}")]
    [InlineData("{'inner': {'text': ''}}", "{}")]
    [InlineData("{'list': [{'text': ''}]}", "{'list': [{}]}")]
    [InlineData("{'must': '', 'any': '', 'free': []}", "{'must': '', 'any': '', 'free': []}")]
    [InlineData("{'text': 'a', 'inner': {'text': 'b'}}", "{'text': 'a', 'inner': {'text': 'b'}}")]
    public void Drop_EmptyValue_GoesWhereTheSchemaAllowsNone(string before, string after) =>
        Json.AssertEqual(after, SchemaEmpties.Drop(Json.Object(before), Schema.FromJson(Json.Object(Allowed))));
}
