using System.Text.Json.Nodes;
using CsCheck;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Tests.Schemas;

public sealed class SchemaPrunerTests
{
    [Fact]
    public void Prune_UnknownFields_AreDroppedAndNamed()
    {
        var value = Json.Object("""
            {'apiVersion': 'a/v1', 'kind': 'Gadget', 'metadata': {'name': 'a', 'odd': 1}, 'extra': {'x': 1},
             'spec': {'mode': 'Fast', 'bogus': 1, 'free': {'any': {'thing': 1}}, 'items': [{'name': 'i', 'w': 2}], 'map': {'k': 'v'},
               'tmpl': {'kind': 'Pod', 'metadata': {'name': 'p'}, 'spec': {'x': 1}}}}
            """);

        var unknown = SchemaPruner.Prune(value, GadgetSchema.Create());

        Assert.Equal(["extra", "spec.bogus", "spec.items[0].w"], unknown);
        Json.AssertEqual(
            """
            {'apiVersion': 'a/v1', 'kind': 'Gadget', 'metadata': {'name': 'a', 'odd': 1},
             'spec': {'mode': 'Fast', 'free': {'any': {'thing': 1}}, 'items': [{'name': 'i'}], 'map': {'k': 'v'},
               'tmpl': {'kind': 'Pod', 'metadata': {'name': 'p'}, 'spec': {'x': 1}}}}
            """,
            value);
        Assert.Equal("unknown field \"spec.bogus\"", SchemaPruner.UnknownField(unknown[1]));
    }

    [Fact]
    public void Prune_AsResource_PrunesMetadataToo()
    {
        var meta = Schema.FromJson(Json.Node("""
            {'type': 'object', 'properties': {'name': {'type': 'string'}, 'labels': {'type': 'object', 'additionalProperties': {'type': 'string'}}}}
            """));
        var value = Json.Object("{'kind': 'Gadget', 'metadata': {'name': 'a', 'labels': {'x': 'y'}, 'unknown': 1}}");

        Assert.Equal(["metadata.unknown"], SchemaPruner.Prune(value, GadgetSchema.Create().AsResource(meta)));
        Json.AssertEqual("{'kind': 'Gadget', 'metadata': {'name': 'a', 'labels': {'x': 'y'}}}", value);
    }

    [Fact]
    public void Prune_AnyValueTwice_SecondTimeFindsNothing()
    {
        var schema = GadgetSchema.Create();
        JsonGen.Objects.Sample(json =>
        {
            var value = JsonNode.Parse(json)!.AsObject();
            SchemaPruner.Prune(value, schema);
            var once = value.ToJsonString();
            return SchemaPruner.Prune(value, schema).Count == 0 && value.ToJsonString() == once;
        });
    }
}
