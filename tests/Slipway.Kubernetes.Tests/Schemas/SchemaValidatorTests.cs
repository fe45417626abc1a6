using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Tests.Schemas;

public sealed class SchemaValidatorTests
{
    [Fact]
    public void Validate_EverythingWrong_SaysWhatKubeApiserverSays()
    {
        var value = Json.Object("""
            {'spec': {'mode': 'Medium', 'replicas': 11, 'name': 'X', 'ratio': 0, 'tags': ['a', 'a'],
              'map': {'a': '1', 'b': '2', 'c': '3'}, 'items': [{'name': 'x'}, {'name': 'x'}], 'when': 'yesterday'}}
            """);

        var errors = SchemaValidator.Validate(value, GadgetSchema.Create())
            .Concat(SchemaValidator.ValidateListTypes(value, GadgetSchema.Create())).ToList();

        Assert.Equal(
            [
                "spec.mode: Unsupported value: \"Medium\": supported values: \"Fast\", \"Slow\"",
                "spec.replicas: Invalid value: 11: spec.replicas in body should be less than or equal to 10",
                "spec.name: Invalid value: \"X\": spec.name in body should be at least 2 chars long",
                "spec.ratio: Invalid value: 0: spec.ratio in body should be greater than 0",
                "spec.map: Too many: 3: must have at most 2 items",
                "spec.when: Invalid value: \"yesterday\": spec.when in body must be of type date-time: \"yesterday\"",
                "spec.tags[1]: Duplicate value: \"a\"",
                "spec.items[1]: Duplicate value: {\"name\":\"x\"}",
            ],
            errors.Select(error => error.ToString()));
        Assert.Equal(
            [
                "FieldValueNotSupported", "FieldValueInvalid", "FieldValueInvalid", "FieldValueInvalid", "FieldValueTooMany",
                "FieldValueTypeInvalid", "FieldValueDuplicate", "FieldValueDuplicate",
            ],
            errors.Select(error => error.Reason));
    }

    [Theory]
    [InlineData("{'spec': {}}", "spec.mode: Required value")]
    [InlineData("{}", "spec: Required value")]
    [InlineData("{'spec': {'mode': 'Fast', 'port': true}}", "spec.port: Invalid value: \"boolean\": spec.port in body must be of type integer,string: \"boolean\"")]
    [InlineData("{'spec': {'mode': 'Fast', 'items': [{'v': 1}]}}", "spec.items[0].name: Required value")]
    [InlineData("{'spec': {'mode': 'Fast', 'replicas': 'big'}}", "spec.replicas: Invalid value: \"string\": spec.replicas in body must be of type integer: \"string\"")]
    [InlineData("{'spec': {'mode': 'Fast', 'replicas': true}}", "spec.replicas: Invalid value: \"\": spec.replicas in body must be of type int32: \"\"")]
    [InlineData("{'spec': {'mode': 'Fast', 'name': 'abcdefgh'}}", "spec.name: Too long: may not be more than 5 bytes")]
    [InlineData("{'spec': {'mode': 'Fast', 'name': 'ab1'}}", "spec.name: Invalid value: \"ab1\": spec.name in body should match '^[a-z]+$'")]
    [InlineData("{'spec': {'mode': 'Fast', 'map': {'a': 1}}}", "spec.map.a: Invalid value: \"integer\": spec.map.a in body must be of type string: \"integer\"")]
    [InlineData("{'spec': {'mode': 'Fast', 'name': null}}", "spec.name: Invalid value: \"null\": spec.name in body must be of type string: \"null\"")]
    public void Validate_OneThingWrong_SaysWhatKubeApiserverSays(string value, string expected) =>
        Assert.Equal([expected], SchemaValidator.Validate(Json.Node(value), GadgetSchema.Create()).Select(error => error.ToString()));

    [Fact]
    public void Validate_FractionInAnIntegerWithAFormat_IsOfTheWrongTypeAndBeyondIt() => Assert.Equal(
        [
            "<nil>: Invalid value: \"\": Checked value must be of type integer with format int32 in spec.replicas",
            "spec.replicas: Invalid value: \"float64\": spec.replicas in body must be of type int32: \"float64\"",
        ],
        SchemaValidator.Validate(Json.Node("{'spec': {'mode': 'Fast', 'replicas': 1.5}}"), GadgetSchema.Create())
            .Select(error => error.ToString()).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("{'spec': {'mode': 'Fast', 'port': 80, 'nothing': null, 'replicas': 10, 'ratio': 0.1, 'when': '2026-01-01T00:00:00Z'}}")]
    [InlineData("{'spec': {'mode': 'Slow', 'port': 'http', 'replicas': 3.0, 'free': {'any': [1, {}]}, 'tags': ['a', 'b'], 'name': 'abcde'}}")]
    public void Validate_GoodValue_FindsNothing(string value) =>
        Assert.Empty(SchemaValidator.Validate(Json.Node(value), GadgetSchema.Create()));

    [Theory]
    [InlineData("{'a': 1}", "<nil>: Invalid value: \"\": \"\" must validate one and only one schema (oneOf). Found none valid", "b: Required value")]
    [InlineData("{'b': 1, 'c': 1}", "<nil>: Invalid value: \"\": \"\" must validate one and only one schema (oneOf). Found 2 valid alternatives")]
    [InlineData("{'b': 1}")]
    public void Validate_OneOf_WantsExactlyOne(string value, params string[] expected)
    {
        var schema = Schema.FromJson(Json.Node("""
            {'type': 'object', 'properties': {'a': {'type': 'integer'}, 'b': {'type': 'integer'}, 'c': {'type': 'integer'}},
             'oneOf': [{'required': ['b']}, {'required': ['c']}]}
            """));

        Assert.Equal(expected, SchemaValidator.Validate(Json.Node(value), schema).Select(error => error.ToString()));
    }

    [Fact]
    public void ValidateUpdate_OldFaultUntouched_LetsItBe()
    {
        var old = Json.Node("{'spec': {'mode': 'Medium', 'items': [{'name': 'a', 'v': 'x'}, {'name': 'b'}]}}");
        var value = Json.Node("{'spec': {'mode': 'Medium', 'replicas': 99, 'items': [{'name': 'b'}, {'name': 'a', 'v': 'x'}]}}");

        var errors = SchemaValidator.ValidateUpdate(value, old, GadgetSchema.Create());

        Assert.Equal(["spec.replicas"], errors.Select(error => error.Field));
    }

    [Fact]
    public void Validate_PatternThatTakesTooLong_IsNotMatched()
    {
        var schema = Schema.FromJson(Json.Node("{'type': 'string', 'pattern': '(a{0,1000}c?)*b'}"));

        Assert.Single(SchemaValidator.Validate(JsonValue.Create(new string('a', 200_000) + "b"), schema));
    }
}
