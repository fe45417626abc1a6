using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;

namespace Slipway.ApiServer.OpenApi;

/// <summary><c>/openapi/v2</c>: all that is served in one document, for clients older than OpenAPI v3.</summary>
internal static class OpenApiV2Document
{
    private const string SchemaPrefix = "#/definitions/";

    public static JsonObject Of(ResourceRegistry registry, string gitVersion)
    {
        var paths = new OpenApiPaths(isV2: true);
        var definitions = (JsonObject)JsonNode.Parse(OpenApiSchemas.Definitions.GetRawText())!;
        foreach (var resource in registry.All)
        {
            var name = OpenApiSchemas.NameOf(resource);
            if (resource.Custom is { } custom)
            {
                var schema = custom.Schema.ToJson();
                Simplify(schema);
                definitions[name] = OpenApiSchemas.AsObject(
                    resource, schema, new JsonObject { ["$ref"] = SchemaPrefix + OpenApiSchemas.ObjectMeta });
            }

            paths.Add(resource, name.Length == 0 ? "" : SchemaPrefix + name);
        }

        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = gitVersion },
            ["paths"] = paths.Paths,
            ["definitions"] = definitions,
        };
    }

    // What v2 cannot say is left out, so that a client refuses nothing that the server takes.
    private static void Simplify(JsonObject schema)
    {
        foreach (var keyword in (ReadOnlySpan<string>)["allOf", "anyOf", "oneOf", "not", "default", "x-kubernetes-validations"])
        {
            schema.Remove(keyword);
        }

        var isNullable = schema.IsTrue("nullable");
        schema.Remove("nullable");
        if (isNullable || schema.IsTrue("x-kubernetes-int-or-string"))
        {
            schema.Remove("type");
        }

        if (isNullable || schema.IsTrue("x-kubernetes-preserve-unknown-fields"))
        {
            schema.Remove("properties");
            schema.Remove("items");
            schema.Remove("additionalProperties");
            return;
        }

        foreach (var (_, property) in schema.Map("properties") ?? [])
        {
            SimplifyAny(property);
        }

        SimplifyAny(schema["items"]);
        SimplifyAny(schema["additionalProperties"]);
    }

    private static void SimplifyAny(JsonNode? node)
    {
        if (node is JsonObject schema)
        {
            Simplify(schema);
        }
    }
}
