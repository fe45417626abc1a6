using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.OpenApi;

/// <summary>The schemas of custom resources as OpenAPI v3 tells them.</summary>
internal static class CustomSchema
{
    /// <summary>A reference to one of the types that all objects have.</summary>
    public static JsonObject Refer(string type) =>
        new() { ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = OpenApiSchemas.PrefixV3 + OpenApiSchemas.Meta + type }) };

    /// <summary>Completes a schema: what is an integer or a string says so, and an embedded resource has what resources have.</summary>
    /// <param name="schema">A copy, which is changed.</param>
    public static JsonObject ForV3(JsonObject schema)
    {
        if (schema.IsTrue("x-kubernetes-int-or-string") && !schema.ContainsKey("anyOf") && !schema.ContainsKey("allOf"))
        {
            schema["anyOf"] = new JsonArray(new JsonObject { ["type"] = "integer" }, new JsonObject { ["type"] = "string" });
        }

        if (schema.IsTrue("x-kubernetes-embedded-resource"))
        {
            Embed(schema);
        }

        foreach (var (_, property) in schema.Map("properties") ?? [])
        {
            Complete(property);
        }

        Complete(schema["items"]);
        Complete(schema["additionalProperties"]);
        return schema;
    }

    private static void Complete(JsonNode? schema)
    {
        if (schema is JsonObject map)
        {
            ForV3(map);
        }
    }

    private static void Embed(JsonObject schema)
    {
        var properties = schema.Ensure("properties");
        properties["apiVersion"] = new JsonObject { ["type"] = "string" };
        properties["kind"] = new JsonObject { ["type"] = "string" };
        properties["metadata"] = Refer("ObjectMeta");
        var required = schema.List("required") is { } given ? given.Select(r => (string)r!).ToHashSet(StringComparer.Ordinal) : [];
        required.UnionWith(["kind", "apiVersion"]);
        schema["required"] = new JsonArray([.. required.Select(r => (JsonNode)r)]);
    }
}
