using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;

namespace Slipway.ApiServer.OpenApi;

/// <summary>
/// The OpenAPI v3 document of one group version: paths that say which options a write takes, and the schemas of its kinds.
/// </summary>
internal static class OpenApiDocument
{
    private const string SchemaPrefix = "#/components/schemas/";

    public static JsonObject? Of(ResourceRegistry registry, string group, string version)
    {
        if (!registry.Serves(group, version))
        {
            return null;
        }

        var schemas = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        var paths = new OpenApiPaths(isV2: false);
        foreach (var resource in registry.All.Where(r => r.Kind.Group == group && r.Kind.Version == version))
        {
            var name = AddSchema(resource, schemas);
            paths.Add(resource, name.Length == 0 ? "" : SchemaPrefix + name);
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1" },
            ["paths"] = paths.Paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject(schemas.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value))),
            },
        };
    }

    private static string AddSchema(ResourceInfo resource, SortedDictionary<string, JsonNode> schemas)
    {
        var name = OpenApiSchemas.NameOf(resource);
        if (resource.Custom is { } custom)
        {
            var metadata = new JsonObject
            {
                ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = SchemaPrefix + OpenApiSchemas.ObjectMeta }),
            };
            schemas[name] = OpenApiSchemas.AsObject(resource, custom.Schema.ToJson(), metadata);
            AddDefinition(OpenApiSchemas.ObjectMeta, schemas);
        }
        else if (name.Length > 0)
        {
            AddDefinition(name, schemas);
        }

        return name;
    }

    // With all that it refers to.
    private static void AddDefinition(string name, SortedDictionary<string, JsonNode> schemas)
    {
        if (schemas.ContainsKey(name) || !OpenApiSchemas.Definitions.TryGetProperty(name, out var definition))
        {
            return;
        }

        var schema = JsonNode.Parse(definition.GetRawText())!;
        schemas[name] = schema;
        Refer(schema, target => AddDefinition(target, schemas));
    }

    // In v3 a $ref may have nothing beside it, so it stands in an allOf.
    private static void Refer(JsonNode? node, Action<string> found)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Refer(item, found);
            }

            return;
        }

        if (node is not JsonObject map)
        {
            return;
        }

        foreach (var (_, child) in map)
        {
            Refer(child, found);
        }

        if (map.Text("$ref") is { Length: > 0 } reference)
        {
            var target = reference[(reference.LastIndexOf('/') + 1)..];
            map.Remove("$ref");
            var link = new JsonObject { ["$ref"] = SchemaPrefix + target };
            map.Insert(0, "allOf", new JsonArray(link));
            found(target);
        }
    }
}
