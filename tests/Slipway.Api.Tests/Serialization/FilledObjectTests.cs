using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Api.Crds;
using Slipway.Api.Serialization;
using Slipway.Api.Tests.Support;

namespace Slipway.Api.Tests.Serialization;

public sealed class FilledObjectTests
{
    // Kubernetes' classes are newer than the CRDs: a field of theirs that no CRD has yet.
    private const string NewerThanTheCrds = ".status.nodeInfo.runningInUserNamespace";

    public static TheoryData<string> Kinds => [.. ApiTypes.All.Select(t => t.Resource.Kind.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void RoundTrip_EveryFieldSet_LosesNothing(string kind)
    {
        var type = TypeOf(kind);
        var contract = ApiJson.Options.GetTypeInfo(type.ClassType);
        var once = JsonSerializer.SerializeToNode(FilledObject.Of(type.ClassType), contract);

        var twice = JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(once, contract), contract);

        Assert.True(JsonNode.DeepEquals(once, twice), $"first {once}\nsecond {twice}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WireNames_EveryFieldSet_AreTheSchemasFields(string kind)
    {
        var type = TypeOf(kind);
        var filled = JsonSerializer.SerializeToNode(FilledObject.Of(type.ClassType), ApiJson.Options.GetTypeInfo(type.ClassType));
        var crd = CustomResourceDefinitions.Load(type.Resource.Kind.GroupKind);

        var written = ObjectPaths(filled, "").Where(p => p != NewerThanTheCrds).Order(StringComparer.Ordinal);
        var declared = SchemaPaths(crd["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!, "").Order(StringComparer.Ordinal);

        Assert.Equal(declared, written);
    }

    private static ApiType TypeOf(string kind) => ApiTypes.All.Single(t => t.Resource.Kind.Kind == kind);

    private static IEnumerable<string> ObjectPaths(JsonNode? node, string path) => node switch
    {
        JsonObject map => map.SelectMany(p => ObjectPaths(p.Value, $"{path}.{p.Key}").Prepend($"{path}.{p.Key}")),
        JsonArray list => list.SelectMany(i => ObjectPaths(i, path + "[]")),
        _ => [],
    };

    private static IEnumerable<string> SchemaPaths(JsonNode schema, string path)
    {
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            yield return $"{path}.{name}";
            foreach (var inner in SchemaPaths(property!, $"{path}.{name}"))
            {
                yield return inner;
            }
        }

        if (schema["items"] is { } items)
        {
            foreach (var inner in SchemaPaths(items, path + "[]"))
            {
                yield return inner;
            }
        }

        // FilledObject writes one entry named "key" into maps, and {"any": 1} where any JSON may stand.
        if (schema["additionalProperties"] is not null)
        {
            yield return $"{path}.key";
        }

        if (schema["x-kubernetes-preserve-unknown-fields"] is not null)
        {
            yield return $"{path}.any";
        }
    }
}
