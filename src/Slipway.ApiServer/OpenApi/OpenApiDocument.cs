using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.OpenApi;

/// <summary>
/// The OpenAPI v3 document of one group version: paths that say which options a write takes, and the schemas of its kinds.
/// </summary>
internal static class OpenApiDocument
{
    private const string SchemaPrefix = "#/components/schemas/";
    private const string MetaPrefix = "io.k8s.apimachinery.pkg.apis.meta.v1.";

    private static readonly Lazy<JsonElement> Definitions = new(() => JsonElement.Parse(KubernetesFacts.ReadDefinitions()));

    public static JsonObject? Of(ResourceRegistry registry, string group, string version)
    {
        if (!registry.Serves(group, version))
        {
            return null;
        }

        var schemas = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        var paths = new JsonObject();
        foreach (var resource in registry.All.Where(r => r.Kind.Group == group && r.Kind.Version == version))
        {
            var name = AddSchema(resource, schemas);
            AddPaths(resource, name, paths);
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1" },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject(schemas.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value))),
            },
        };
    }

    private static string AddSchema(ResourceInfo resource, SortedDictionary<string, JsonNode> schemas)
    {
        if (resource.Custom is { } custom)
        {
            var name = $"{string.Join('.', resource.Kind.Group.Split('.').Reverse())}.{resource.Kind.Version}.{resource.Kind.Kind}";
            var schema = custom.Schema.ToJson();
            var properties = schema.Ensure("properties");
            properties["apiVersion"] = new JsonObject { ["type"] = "string" };
            properties["kind"] = new JsonObject { ["type"] = "string" };
            properties["metadata"] = new JsonObject
            {
                ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = SchemaPrefix + MetaPrefix + "ObjectMeta" }),
            };
            schema["x-kubernetes-group-version-kind"] = new JsonArray(KindOf(resource.Kind));
            schemas[name] = schema;
            AddDefinition(MetaPrefix + "ObjectMeta", schemas);
            return name;
        }

        if (resource.SchemaName.Length > 0)
        {
            AddDefinition(resource.SchemaName, schemas);
        }

        return resource.SchemaName;
    }

    // With all that it refers to.
    private static void AddDefinition(string name, SortedDictionary<string, JsonNode> schemas)
    {
        if (schemas.ContainsKey(name) || !Definitions.Value.TryGetProperty(name, out var definition))
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

    private static void AddPaths(ResourceInfo resource, string schema, JsonObject paths)
    {
        var collection = resource.Namespaced
            ? $"{resource.GroupVersionPath}/namespaces/{{namespace}}/{resource.Plural}"
            : $"{resource.GroupVersionPath}/{resource.Plural}";
        var onCollection = new JsonObject();
        var onObject = new JsonObject();
        AddOperation(onCollection, "get", "list", resource, schema);
        AddOperation(onCollection, "post", "create", resource, schema);
        AddOperation(onCollection, "delete", "deletecollection", resource, schema);
        AddOperation(onObject, "get", "get", resource, schema);
        AddOperation(onObject, "put", "update", resource, schema);
        AddOperation(onObject, "patch", "patch", resource, schema);
        AddOperation(onObject, "delete", "delete", resource, schema);
        paths[collection] = onCollection;
        if (onObject.Count > 0)
        {
            paths[collection + "/{name}"] = onObject;
        }
    }

    private static void AddOperation(JsonObject path, string method, string verb, ResourceInfo resource, string schema)
    {
        if (!resource.Allows(verb))
        {
            return;
        }

        var parameters = new JsonArray();
        var writes = verb is "create" or "update" or "patch";
        if (writes || verb is "delete" or "deletecollection")
        {
            parameters.Add((JsonNode)Query("dryRun"));
        }

        if (writes)
        {
            parameters.Add((JsonNode)Query("fieldManager"));
            parameters.Add((JsonNode)Query("fieldValidation"));
        }

        if (verb == "patch")
        {
            parameters.Add((JsonNode)Query("force", "boolean"));
        }

        var operation = new JsonObject
        {
            ["x-kubernetes-action"] = verb is "create" ? "post" : verb is "update" ? "put" : verb,
            ["x-kubernetes-group-version-kind"] = KindOf(resource.Kind),
            ["parameters"] = parameters,
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        };
        if (verb is "create" or "update" && schema.Length > 0)
        {
            operation["requestBody"] = new JsonObject
            {
                ["content"] = new JsonObject
                {
                    ["*/*"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = SchemaPrefix + schema } },
                },
            };
        }

        path[method] = operation;
    }

    private static JsonObject Query(string name, string type = "string") => new()
    {
        ["name"] = name, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = type, ["uniqueItems"] = true },
    };

    private static JsonObject KindOf(GroupVersionKind kind) =>
        new() { ["group"] = kind.Group, ["version"] = kind.Version, ["kind"] = kind.Kind };
}
