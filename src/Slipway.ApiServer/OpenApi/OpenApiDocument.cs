using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.OpenApi;

/// <summary>A document of OpenAPI v3: that of a group version, or one of those about discovery.</summary>
internal static class OpenApiDocument
{
    /// <summary>The document of a group and version: its paths, and the schemas of its kinds.</summary>
    /// <returns>The document in UTF-8 JSON; null when the version is not served.</returns>
    public static ReadOnlyMemory<byte>? Of(ResourceRegistry registry, string gitVersion, string group, string version)
    {
        if (!registry.Serves(group, version))
        {
            return null;
        }

        var resources = registry.All.Where(r => r.Kind.Group == group && r.Kind.Version == version).ToArray();
        var isCustom = Array.Exists(resources, r => r.IsCustom);
        var list = new OpenApiPathList();
        Array.ForEach(resources, list.Add);
        var paths = isCustom ? list.Paths : list.Paths.Prepend(OpenApiDiscovery.OfResources(group, version));
        return Write([.. paths], gitVersion, group, version, [.. resources.Where(r => r.IsCustom)]);
    }

    /// <summary>A document about discovery; null when there is none of the name.</summary>
    public static ReadOnlyMemory<byte>? Of(string gitVersion, string name)
    {
        var found = OpenApiDiscovery.All().FirstOrDefault(d => d.Name == name);
        return found.Path is null ? (ReadOnlyMemory<byte>?)null : Write([found.Path], gitVersion, "", "", []);
    }

    private static ReadOnlyMemory<byte> Write(OpenApiPath[] paths, string gitVersion, string group, string version, ResourceInfo[] custom)
    {
        var buffer = new ArrayBufferWriter<byte>(64 << 10);
        using (var json = new Utf8JsonWriter(buffer, KubeJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("openapi"u8, "3.0.0"u8);
            json.WriteStartObject("info"u8);
            json.WriteString("title"u8, custom.Length > 0 ? "Kubernetes CRD Swagger"u8 : "Kubernetes"u8);
            json.WriteString("version"u8, custom.Length > 0 ? "v0.1.0" : OpenApiNaming.VersionOf(gitVersion));
            json.WriteEndObject();
            new OpenApiV3PathWriter(json).Write(paths);
            json.WriteStartObject("components"u8);
            WriteSchemas(json, paths, group, version, custom);
            if (custom.Length == 0)
            {
                json.WritePropertyName("securitySchemes"u8);
                json.WriteRawValue("""{"BearerToken":{"type":"apiKey","name":"authorization","in":"header"}}"""u8);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteSchemas(Utf8JsonWriter json, OpenApiPath[] paths, string group, string version, ResourceInfo[] custom)
    {
        var own = SchemasOf(custom);
        string[] common = custom.Length > 0 ? [OpenApiSchemas.ObjectMeta, OpenApiSchemas.ListMeta] : [];
        var operations = paths.SelectMany(p => p.Operations).ToArray();
        var builtIn = OpenApiSchemas.WithAllThatTheyNeed(
            [.. operations.Select(o => o.Body), .. operations.Select(o => o.Answer), .. common]);
        if (own.Count + builtIn.Count == 0)
        {
            return;
        }

        var writer = new OpenApiDefinitionWriter(json, custom.Length > 0 ? null : group, version);
        json.WriteStartObject("schemas"u8);
        foreach (var name in builtIn.Concat(own.Keys).Order(StringComparer.Ordinal))
        {
            if (own.TryGetValue(name, out var schema))
            {
                json.WritePropertyName(name);
                schema.WriteTo(json);
            }
            else
            {
                writer.Write(name);
            }
        }

        json.WriteEndObject();
    }

    private static Dictionary<string, JsonObject> SchemasOf(ResourceInfo[] custom)
    {
        var schemas = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var resource in custom)
        {
            var name = OpenApiSchemas.NameOf(resource);
            var schema = CustomSchema.ForV3(resource.Custom!.Schema.ToJson());
            schemas[name] = OpenApiSchemas.AsObject(resource, schema, CustomSchema.Refer("ObjectMeta"));
            schemas[name + "List"] = OpenApiSchemas.ListOf(resource, OpenApiSchemas.PrefixV3, CustomSchema.Refer("ListMeta"));
        }

        return schemas;
    }
}
