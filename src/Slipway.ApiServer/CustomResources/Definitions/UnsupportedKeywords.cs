using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>Keywords that keep a schema from being looked at as a structural one at all.</summary>
internal static class UnsupportedKeywords
{
    private static readonly (string Keyword, string Name)[] Keywords =
    [
        ("id", "id"), ("$schema", "schema"), ("$ref", "$ref"), ("patternProperties", "patternProperties"), ("dependencies", "dependencies"),
        ("additionalItems", "additionalItems"), ("definitions", "definitions"),
    ];

    /// <summary>The first of them, in the words of an error; null when there is none.</summary>
    public static string? Find(JsonObject schema)
    {
        foreach (var (keyword, name) in Keywords)
        {
            if (schema[keyword] is not (null or JsonObject { Count: 0 }))
            {
                return $"OpenAPIV3Schema '{name}' is not supported";
            }
        }

        if (schema["x-kubernetes-preserve-unknown-fields"] is JsonValue preserve && preserve.TryGetValue<bool>(out var keeps) && !keeps)
        {
            return "internal error: 'x-kubernetes-preserve-unknown-fields' must be true or undefined";
        }

        if (schema["items"] is JsonArray { Count: > 0 })
        {
            return "OpenAPIV3Schema 'items' must be a schema, but is an array";
        }

        return Children(schema).Select(Find).FirstOrDefault(found => found is not null);
    }

    /// <summary>The schemas directly within a schema, whatever they mean.</summary>
    public static IEnumerable<JsonObject> Children(JsonObject schema)
    {
        foreach (var keyword in (string[])["not", "items", "additionalProperties"])
        {
            if (schema.Map(keyword) is { } child)
            {
                yield return child;
            }
        }

        foreach (var keyword in (string[])["allOf", "anyOf", "oneOf"])
        {
            foreach (var clause in schema.List(keyword)?.OfType<JsonObject>() ?? [])
            {
                yield return clause;
            }
        }

        foreach (var (_, property) in schema.Map("properties") ?? [])
        {
            if (property is JsonObject map)
            {
                yield return map;
            }
        }
    }
}
