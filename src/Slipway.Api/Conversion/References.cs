using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Conversion;

/// <summary>The kinds that an object in the hub's version refers to by group, kind and name.</summary>
public static class References
{
    /// <summary>Each of them once.</summary>
    public static IEnumerable<GroupKind> Of(JsonObject obj) => All(obj).Distinct();

    private static IEnumerable<GroupKind> All(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray array:
                return array.SelectMany(All);
            case JsonObject obj:
                var inner = obj.Where(p => p.Key != "metadata").SelectMany(p => All(p.Value));
                return obj["apiGroup"].AsText() is { } group && obj["kind"].AsText() is { } kind
                    ? inner.Append(new GroupKind(group, kind))
                    : inner;
            default:
                return [];
        }
    }
}
