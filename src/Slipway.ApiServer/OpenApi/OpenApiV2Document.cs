using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.OpenApi;

/// <summary><c>/openapi/v2</c>: all that is served in one document, for clients older than OpenAPI v3.</summary>
internal static class OpenApiV2Document
{
    /// <summary>The document in UTF-8 JSON.</summary>
    public static ReadOnlyMemory<byte> Of(ResourceRegistry registry, string gitVersion)
    {
        var list = new OpenApiPathList();
        foreach (var resource in registry.All)
        {
            list.Add(resource);
        }

        foreach (var path in OpenApiDiscovery.All().Select(d => d.Path).Concat(OpenApiDiscovery.OfAllResources()))
        {
            list.Add(path.Template, path.Operations);
        }

        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        using (var json = new Utf8JsonWriter(buffer, KubeJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("swagger"u8, "2.0"u8);
            json.WriteStartObject("info"u8);
            json.WriteString("title"u8, "Kubernetes"u8);
            json.WriteString("version"u8, OpenApiNaming.VersionOf(gitVersion));
            json.WriteEndObject();
            new OpenApiV2PathWriter(json).Write(list.Paths);
            WriteDefinitions(json, registry);
            json.WritePropertyName("securityDefinitions"u8);
            json.WriteRawValue("""{"BearerToken":{"type":"apiKey","name":"authorization","in":"header"}}"""u8);
            json.WritePropertyName("security"u8);
            json.WriteRawValue("""[{"BearerToken":[]}]"""u8);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteDefinitions(Utf8JsonWriter json, ResourceRegistry registry)
    {
        json.WriteStartObject("definitions"u8);
        foreach (var definition in OpenApiSchemas.Definitions.EnumerateObject())
        {
            json.WriteStartObject(definition.Name);
            foreach (var keyword in definition.Value.EnumerateObject().Where(k => !k.NameEquals(OpenApiSchemas.Unpruned)))
            {
                keyword.WriteTo(json);
            }

            json.WriteEndObject();
        }

        foreach (var resource in registry.All.Where(r => r.IsCustom))
        {
            var schema = resource.Custom!.Schema.ToJson();
            var isOpen = schema.IsTrue(OpenApiSchemas.Unpruned);
            Simplify(schema);
            var name = OpenApiSchemas.NameOf(resource);
            json.WritePropertyName(name);
            (isOpen ? Open(resource) : OpenApiSchemas.AsObject(resource, schema, Refer(OpenApiSchemas.ObjectMeta))).WriteTo(json);
            json.WritePropertyName(name + "List");
            OpenApiSchemas.ListOf(resource, OpenApiSchemas.PrefixV2, Refer(OpenApiSchemas.ListMeta)).WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static JsonObject Refer(string name) => new() { ["$ref"] = OpenApiSchemas.PrefixV2 + name };

    private static JsonObject Open(ResourceInfo resource) => new()
    {
        ["type"] = "object", ["x-kubernetes-group-version-kind"] = new JsonArray(OpenApiSchemas.KindOf(resource.Kind)),
    };

    // What v2 cannot say is left out, so that a client refuses nothing that the server takes.
    private static void Simplify(JsonObject schema)
    {
        foreach (var keyword in (ReadOnlySpan<string>)["allOf", "anyOf", "oneOf", "not", "default"])
        {
            schema.Remove(keyword);
        }

        var isNullable = schema.IsTrue("nullable");
        schema.Remove("nullable");
        if (isNullable || schema.IsTrue("x-kubernetes-int-or-string"))
        {
            schema.Remove("type");
        }

        if (isNullable || schema.IsTrue(OpenApiSchemas.Unpruned))
        {
            schema.Remove("type");
            schema.Remove("properties");
            schema.Remove("items");
            schema.Remove("additionalProperties");
            schema.Remove("required");
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
