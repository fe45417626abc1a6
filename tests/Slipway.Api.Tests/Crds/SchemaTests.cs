using System.Text.Json.Nodes;
using Slipway.Api.Crds;
using Slipway.Api.Tests.Support;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Tests.Crds;

public sealed class SchemaTests
{
    [Fact]
    public void Schemas_OfEveryKind_AreStructural()
    {
        foreach (var crd in CustomResourceDefinitions.Load())
        {
            Assert.Empty(StructuralSchemaCheck.Check(SchemaOf(crd), (string)crd["metadata"]!["name"]!));
        }
    }

    [Fact]
    public void Schemas_RecordedObjects_AreValidAndKeepEveryField()
    {
        var schemas = ApiTypes.All.Select(t => t.Resource.Kind)
            .ToDictionary(k => k.Kind, k => SchemaOf(CustomResourceDefinitions.Load(k.GroupKind)));
        foreach (var recorded in YamlObjects.Load(Repository.RequireShared("oracle/capi-state/management.yaml")))
        {
            if (schemas.TryGetValue((string)recorded["kind"]!, out var schema))
            {
                Assert.Empty(SchemaPruner.Prune(recorded, schema));
                Assert.Empty(SchemaValidator.Validate(recorded, schema));
            }
        }
    }

    private static Schema SchemaOf(JsonObject crd) => Schema.FromJson(crd["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!);
}
