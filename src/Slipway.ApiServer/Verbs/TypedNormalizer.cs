using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>
/// Brings an object of a built-in kind into the form that kube-apiserver's typed encoding gives it: a null is an absent field,
/// and so is an empty map or list.
/// </summary>
internal static class TypedNormalizer
{
    public static void Normalize(JsonObject value, Schema schema)
    {
        List<string>? drop = null;
        foreach (var (name, child) in value)
        {
            if (!schema.Properties.TryGetValue(name, out var property))
            {
                property = schema.AdditionalProperties;
            }

            // An empty list of managers says something: that they are to be forgotten.
            if (child is null || (property is not null && name != "managedFields" && IsEmpty(child, property)))
            {
                (drop ??= []).Add(name);
            }
        }

        foreach (var name in drop ?? [])
        {
            value.Remove(name);
        }
    }

    private static bool IsEmpty(JsonNode child, Schema schema)
    {
        switch (child)
        {
            case JsonObject map when schema.AdditionalProperties is not null || schema.Properties.Count > 0:
                Normalize(map, schema);
                return map.Count == 0 && schema.AdditionalProperties is not null;
            case JsonArray list:
                if (schema.Items is { } items)
                {
                    foreach (var item in list.OfType<JsonObject>())
                    {
                        Normalize(item, items);
                    }
                }

                return list.Count == 0 && schema.Type == "array";
            default:
                return false;
        }
    }
}
