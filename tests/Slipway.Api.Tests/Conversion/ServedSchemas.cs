using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Slipway.Api.Crds;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Tests.Conversion;

/// <summary>The schemas of every kind in every version.</summary>
internal static class ServedSchemas
{
    private static readonly FrozenDictionary<(string ApiVersion, string Kind), Schema> All =
        CustomResourceDefinitions.Load().SelectMany(OfKind).ToFrozenDictionary(s => s.Key, s => s.Value);

    /// <summary>An object of the kind in the version, whatever its fields.</summary>
    public static JsonObject Create(string apiVersion, string kind, Choices choices)
    {
        var obj = new SchemaObjects(choices).Create(apiVersion, kind, All[(apiVersion, kind)]);
        // On the wire, numbers have no type.
        return JsonNode.Parse(obj.ToJsonString())!.AsObject();
    }

    private static IEnumerable<KeyValuePair<(string ApiVersion, string Kind), Schema>> OfKind(JsonObject definition)
    {
        var spec = definition["spec"]!;
        return spec["versions"]!.AsArray().Select(v => KeyValuePair.Create(
            ($"{spec["group"]}/{v!["name"]}", (string)spec["names"]!["kind"]!), Schema.FromJson(v["schema"]!["openAPIV3Schema"]!)));
    }
}
