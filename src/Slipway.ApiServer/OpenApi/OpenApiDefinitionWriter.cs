using System.Text.Json;

namespace Slipway.ApiServer.OpenApi;

/// <summary>Writes the definitions of built-in kinds, which are kept as OpenAPI v2 has them, into a document of v3.</summary>
/// <param name="json">The document.</param>
/// <param name="group">The document's API group: what is of all groups names only this one and the core group; null to name all.</param>
/// <param name="version">The version of that group.</param>
internal sealed class OpenApiDefinitionWriter(Utf8JsonWriter json, string? group, string version)
{
    private const string Kinds = "x-kubernetes-group-version-kind";

    public void Write(string name)
    {
        json.WritePropertyName(name);
        switch (name)
        {
            case "io.k8s.apimachinery.pkg.api.resource.Quantity":
                json.WriteRawValue("""{"oneOf":[{"type":"string"},{"type":"number"}]}"""u8);
                return;
            case "io.k8s.apimachinery.pkg.util.intstr.IntOrString":
                json.WriteRawValue("""{"format":"int-or-string","oneOf":[{"type":"integer"},{"type":"string"}]}"""u8);
                return;
            default:
                WriteStruct(name, OpenApiSchemas.Definitions.GetProperty(name));
                return;
        }
    }

    private void WriteStruct(string name, JsonElement definition)
    {
        json.WriteStartObject();
        foreach (var keyword in definition.EnumerateObject())
        {
            if (keyword.NameEquals("properties"u8))
            {
                WriteFields(name, definition, keyword.Value);
            }
            else if (keyword.NameEquals(Kinds))
            {
                WriteKinds(keyword.Value);
            }
            else if (!keyword.NameEquals(OpenApiSchemas.Unpruned))
            {
                json.WritePropertyName(keyword.Name);
                WriteValue(keyword.Value);
            }
        }

        json.WriteEndObject();
    }

    private void WriteFields(string name, JsonElement definition, JsonElement fields)
    {
        var required = definition.TryGetProperty("required", out var list)
            ? list.EnumerateArray().Select(r => r.GetString()!).ToHashSet(StringComparer.Ordinal) : [];
        json.WriteStartObject("properties"u8);
        foreach (var field in fields.EnumerateObject())
        {
            json.WritePropertyName(field.Name);
            WriteField(field.Value, OpenApiFieldDefaults.Shared.Of(name, field.Name, field.Value, required.Contains(field.Name)));
        }

        json.WriteEndObject();
    }

    // In v3 a $ref may have nothing beside it, so it stands in an allOf.
    private void WriteField(JsonElement field, string standard)
    {
        json.WriteStartObject();
        if (standard is not (OpenApiFieldDefaults.Alone or OpenApiFieldDefaults.None))
        {
            json.WritePropertyName("default"u8);
            json.WriteRawValue(standard);
        }

        foreach (var keyword in field.EnumerateObject())
        {
            var isReference = keyword.NameEquals("$ref"u8);
            if (isReference && standard != OpenApiFieldDefaults.Alone)
            {
                json.WriteStartArray("allOf"u8);
                json.WriteStartObject();
                WriteReference(keyword.Value);
                json.WriteEndObject();
                json.WriteEndArray();
            }
            else if (isReference)
            {
                WriteReference(keyword.Value);
            }
            else
            {
                json.WritePropertyName(keyword.Name);
                WriteValue(keyword.Value);
            }
        }

        json.WriteEndObject();
    }

    private void WriteKinds(JsonElement kinds)
    {
        json.WriteStartArray(Kinds);
        foreach (var kind in kinds.EnumerateArray())
        {
            var (owner, ownVersion) = (kind.GetProperty("group").GetString(), kind.GetProperty("version").GetString());
            if (group is null || kinds.GetArrayLength() == 1 || owner == "" || (owner == group && ownVersion == version))
            {
                kind.WriteTo(json);
            }
        }

        json.WriteEndArray();
    }

    private void WriteReference(JsonElement target) =>
        json.WriteString("$ref"u8, OpenApiSchemas.PrefixV3 + OpenApiSchemas.TargetOf(target));

    private void WriteValue(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            value.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        foreach (var keyword in value.EnumerateObject())
        {
            if (keyword.NameEquals("$ref"u8))
            {
                WriteReference(keyword.Value);
                continue;
            }

            json.WritePropertyName(keyword.Name);
            WriteValue(keyword.Value);
        }

        json.WriteEndObject();
    }
}
