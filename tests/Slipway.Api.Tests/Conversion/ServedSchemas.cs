using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Slipway.Api.Crds;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Tests.Conversion;

/// <summary>The schemas of every kind in every version.</summary>
internal static class ServedSchemas
{
    private static readonly FrozenDictionary<(GroupKind Kind, string Version), Schema> All =
        CustomResourceDefinitions.Load().SelectMany(OfKind).ToFrozenDictionary(s => (s.Kind, s.Version), s => s.Schema);

    /// <summary>The schema of the kind in the version.</summary>
    public static Schema Of(GroupKind kind, string version) => All[(kind, version)];

    /// <summary>An object of the kind in the version, whatever its fields.</summary>
    public static JsonObject Create(GroupKind kind, string version, Choices choices)
    {
        var obj = new SchemaObjects(choices).Create($"{kind.Group}/{version}", kind.Kind, Of(kind, version));
        // On the wire, numbers have no type.
        return JsonNode.Parse(obj.ToJsonString())!.AsObject();
    }

    private static IEnumerable<(GroupKind Kind, string Version, Schema Schema)> OfKind(JsonObject definition)
    {
        var kind = new GroupKind((string)definition["spec"]!["group"]!, (string)definition["spec"]!["names"]!["kind"]!);
        return definition["spec"]!["versions"]!.AsArray()
            .Select(v => (kind, (string)v!["name"]!, Schema.FromJson(v!["schema"]!["openAPIV3Schema"]!)));
    }
}
