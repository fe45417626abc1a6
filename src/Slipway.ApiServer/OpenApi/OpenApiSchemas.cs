using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.OpenApi;

/// <summary>What the documents of both OpenAPI versions say of schemas.</summary>
internal static class OpenApiSchemas
{
    public const string ObjectMeta = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    private static readonly Lazy<JsonElement> BuiltIn = new(() => JsonElement.Parse(KubernetesFacts.ReadDefinitions()));

    /// <summary>The schemas of Kubernetes' own kinds, as OpenAPI v2 writes them.</summary>
    public static JsonElement Definitions => BuiltIn.Value;

    public static JsonObject KindOf(GroupVersionKind kind) =>
        new() { ["group"] = kind.Group, ["kind"] = kind.Kind, ["version"] = kind.Version };

    /// <summary>The name of a resource's schema among the others; empty when it has none.</summary>
    public static string NameOf(ResourceInfo resource) => resource.IsCustom
        ? $"{string.Join('.', resource.Kind.Group.Split('.').Reverse())}.{resource.Kind.Version}.{resource.Kind.Kind}"
        : resource.SchemaName;

    /// <summary>A custom resource's schema with what all objects have.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="schema">A copy of its own schema, which is changed.</param>
    /// <param name="objectMeta">The schema of its metadata.</param>
    public static JsonObject AsObject(ResourceInfo resource, JsonObject schema, JsonObject objectMeta)
    {
        var properties = schema.Ensure("properties");
        properties["apiVersion"] = new JsonObject { ["type"] = "string" };
        properties["kind"] = new JsonObject { ["type"] = "string" };
        properties["metadata"] = objectMeta;
        schema["x-kubernetes-group-version-kind"] = new JsonArray(KindOf(resource.Kind));
        return schema;
    }
}
