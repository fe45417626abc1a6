using System.Text.Json.Nodes;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.OpenApi;

/// <summary>The paths of resources: which operations there are, on what kind, and which options they take.</summary>
/// <param name="isV2">Whether parameters and bodies are written as OpenAPI v2 has them; else as v3 has them.</param>
internal sealed class OpenApiPaths(bool isV2)
{
    public JsonObject Paths { get; } = [];

    /// <summary>Adds the paths of a resource and of its subresources.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="schema">Where its schema stands, as a <c>$ref</c>; empty when it has none.</param>
    public void Add(ResourceInfo resource, string schema)
    {
        var collection = resource.Namespaced
            ? $"{resource.GroupVersionPath}/namespaces/{{namespace}}/{resource.Plural}"
            : $"{resource.GroupVersionPath}/{resource.Plural}";
        var onCollection = new JsonObject();
        var onObject = new JsonObject();
        foreach (var verb in resource.Verbs)
        {
            AddOperation(verb is "list" or "create" or "deletecollection" ? onCollection : onObject, verb, resource.Kind, schema);
        }

        Add(collection, onCollection);
        Add(collection + "/{name}", onObject);
        foreach (var subresource in resource.Subresources.Values.OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            var operations = new JsonObject();
            foreach (var verb in subresource.Verbs)
            {
                AddOperation(operations, verb, subresource.Kind, subresource.Kind == resource.Kind ? schema : "");
            }

            Add($"{collection}/{{name}}/{subresource.Name}", operations);
        }
    }

    private void Add(string path, JsonObject operations)
    {
        if (operations.Count > 0)
        {
            Paths[path] = operations;
        }
    }

    private void AddOperation(JsonObject path, string verb, GroupVersionKind kind, string schema)
    {
        var (method, action) = verb switch
        {
            "list" => ("get", "list"),
            "create" => ("post", "post"),
            "update" => ("put", "put"),
            "deletecollection" => ("delete", "deletecollection"),
            "get" or "patch" or "delete" => (verb, verb),
            _ => ("", ""),
        };
        if (method.Length == 0)
        {
            return;
        }

        var operation = new JsonObject { ["parameters"] = Parameters(verb) };
        if (verb is "create" or "update" && schema.Length > 0)
        {
            AddBody(operation, schema);
        }

        operation["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } };
        operation["x-kubernetes-action"] = action;
        operation["x-kubernetes-group-version-kind"] = OpenApiSchemas.KindOf(kind);
        path[method] = operation;
    }

    private JsonArray Parameters(string verb)
    {
        var parameters = new JsonArray();
        foreach (var name in NamesOf(verb))
        {
            parameters.Add((JsonNode)Query(name));
        }

        return parameters;
    }

    private static IEnumerable<string> NamesOf(string verb) => verb switch
    {
        "list" =>
        [
            "allowWatchBookmarks", "continue", "fieldSelector", "labelSelector", "limit", "pretty", "resourceVersion",
            "resourceVersionMatch", "sendInitialEvents", "timeoutSeconds", "watch",
        ],
        "create" or "update" => ["dryRun", "fieldManager", "fieldValidation", "pretty"],
        "patch" => ["dryRun", "fieldManager", "fieldValidation", "force", "pretty"],
        "delete" => ["dryRun", "gracePeriodSeconds", "orphanDependents", "pretty", "propagationPolicy"],
        "deletecollection" =>
        [
            "dryRun", "fieldSelector", "gracePeriodSeconds", "labelSelector", "orphanDependents", "pretty", "propagationPolicy",
        ],
        _ => ["pretty"],
    };

    private JsonObject Query(string name)
    {
        var type = name switch
        {
            "allowWatchBookmarks" or "force" or "orphanDependents" or "sendInitialEvents" or "watch" => "boolean",
            "gracePeriodSeconds" or "limit" or "timeoutSeconds" => "integer",
            _ => "string",
        };
        var parameter = new JsonObject { ["name"] = name, ["in"] = "query" };
        if (isV2)
        {
            parameter["type"] = type;
            parameter["uniqueItems"] = true;
        }
        else
        {
            parameter["schema"] = new JsonObject { ["type"] = type, ["uniqueItems"] = true };
        }

        return parameter;
    }

    private void AddBody(JsonObject operation, string schema)
    {
        var reference = new JsonObject { ["$ref"] = schema };
        if (isV2)
        {
            operation["parameters"]!.AsArray().Add((JsonNode)new JsonObject
            {
                ["name"] = "body", ["in"] = "body", ["required"] = true, ["schema"] = reference,
            });
            return;
        }

        operation["requestBody"] = new JsonObject
        {
            ["content"] = new JsonObject { ["*/*"] = new JsonObject { ["schema"] = reference } },
        };
    }
}
