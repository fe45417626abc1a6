using System.Text.Json.Nodes;

namespace Slipway.Kubeadm.Json;

/// <summary>Builds JSON trees in which what is not set does not appear.</summary>
internal static class JsonTree
{
    /// <summary>Sets the field unless the value is null.</summary>
    public static JsonObject With(this JsonObject tree, string name, JsonNode? value)
    {
        if (value is not null)
        {
            tree[name] = value;
        }

        return tree;
    }

    /// <summary>Sets the field to the list, unless it is null; an empty list stays.</summary>
    public static JsonObject WithList(this JsonObject tree, string name, IEnumerable<string>? values) =>
        tree.With(name, values is null ? null : new JsonArray([.. values.Select(v => (JsonNode)v)]));

    /// <summary>The tree, or null when it has no field.</summary>
    public static JsonObject? OrNull(this JsonObject tree) => tree.Count == 0 ? null : tree;
}
