using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.OpenApi;

/// <summary>What the documents of both OpenAPI versions say of schemas.</summary>
internal static class OpenApiSchemas
{
    public const string Meta = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    public const string ObjectMeta = Meta + "ObjectMeta";
    public const string ListMeta = Meta + "ListMeta";

    public const string PrefixV2 = "#/definitions/";
    public const string PrefixV3 = "#/components/schemas/";

    /// <summary>A keyword of our definitions of built-in types, which upstream's do not have.</summary>
    public const string Unpruned = "x-kubernetes-preserve-unknown-fields";

    private static readonly Lazy<JsonElement> BuiltIn = new(() => JsonElement.Parse(KubernetesFacts.ReadDefinitions()));

    /// <summary>The schemas of Kubernetes' own kinds, as OpenAPI v2 writes them.</summary>
    public static JsonElement Definitions => BuiltIn.Value;

    public static JsonObject KindOf(GroupVersionKind kind) =>
        new() { ["group"] = kind.Group, ["kind"] = kind.Kind, ["version"] = kind.Version };

    /// <summary>The name of a resource's schema among the others; empty when it has none.</summary>
    public static string NameOf(ResourceInfo resource) => resource.IsCustom
        ? $"{string.Join('.', resource.Kind.Group.Split('.').Reverse())}.{resource.Kind.Version}.{resource.Kind.Kind}"
        : resource.SchemaName;

    /// <summary>The name of the schema of a built-in kind that need not be a resource's.</summary>
    public static string NameOf(GroupVersionKind kind) =>
        $"io.k8s.api.{(kind.Group.Length == 0 ? "core" : kind.Group.Split('.')[0])}.{kind.Version}.{kind.Kind}";

    /// <summary>The name that a <c>$ref</c> ends with.</summary>
    public static string TargetOf(JsonElement reference) => reference.GetString()![PrefixV2.Length..];

    /// <summary>The names of definitions and of all that they refer to, in the order of the alphabet.</summary>
    public static SortedSet<string> WithAllThatTheyNeed(IEnumerable<string> names)
    {
        var all = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(names);
        while (open.TryPop(out var name))
        {
            if (Definitions.TryGetProperty(name, out var definition) && all.Add(name))
            {
                Collect(definition, open);
            }
        }

        return all;
    }

    /// <summary>A custom resource's schema with what all objects have.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="schema">A copy of its own schema, which is changed.</param>
    /// <param name="metadata">The schema of its metadata.</param>
    public static JsonObject AsObject(ResourceInfo resource, JsonObject schema, JsonObject metadata)
    {
        var properties = schema.Ensure("properties");
        properties["apiVersion"] = new JsonObject { ["type"] = "string" };
        properties["kind"] = new JsonObject { ["type"] = "string" };
        properties["metadata"] = metadata;
        schema["x-kubernetes-group-version-kind"] = new JsonArray(KindOf(resource.Kind));
        return schema;
    }

    /// <summary>The schema of a list of custom resources.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="prefix">What a <c>$ref</c> begins with.</param>
    /// <param name="metadata">The schema of its metadata.</param>
    public static JsonObject ListOf(ResourceInfo resource, string prefix, JsonObject metadata) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("items"),
        ["properties"] = new JsonObject
        {
            ["apiVersion"] = new JsonObject { ["type"] = "string" },
            ["items"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["$ref"] = prefix + NameOf(resource) } },
            ["kind"] = new JsonObject { ["type"] = "string" },
            ["metadata"] = metadata,
        },
        ["x-kubernetes-group-version-kind"] = new JsonArray(KindOf(resource.Kind with { Kind = resource.ListKind })),
    };

    private static void Collect(JsonElement value, Stack<string> found)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Collect(item, found);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var keyword in value.EnumerateObject())
            {
                if (keyword.NameEquals("$ref"u8) && keyword.Value.ValueKind == JsonValueKind.String)
                {
                    found.Push(TargetOf(keyword.Value));
                }
                else
                {
                    Collect(keyword.Value, found);
                }
            }
        }
    }
}
