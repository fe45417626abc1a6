using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding.Go;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources;

/// <summary>Whether a tree can be read as metadata, with Go's words when it cannot.</summary>
internal static class ObjectMetaShape
{
    /// <summary>What is malformed; null when nothing is.</summary>
    public static string? Error(JsonNode metadata)
    {
        if (metadata is not JsonObject map)
        {
            return $"json: cannot unmarshal {KindOf(metadata)} into Go value of type v1.ObjectMeta";
        }

        return Error(map, KubernetesFacts.Shared.ObjectMeta, "ObjectMeta");
    }

    private static string? Error(JsonObject map, Schema schema, string owner)
    {
        foreach (var (name, value) in map)
        {
            // Managers have a reader of their own.
            if (value is not null && name != "managedFields" && schema.Properties.TryGetValue(name, out var field)
                && Error(value, field, $"{owner}.{name}", GoType(field)) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private static string? Error(JsonNode value, Schema schema, string at, string goType)
    {
        switch (value)
        {
            case JsonObject map when schema.AdditionalProperties is { } values:
                return map.Where(e => e.Value is not null).Select(e => Error(e.Value!, values, at, GoType(values))).FirstOrDefault(e => e is not null);
            case JsonObject map when schema.Type == "object":
                return schema.Properties.Count > 0 ? Error(map, schema, at) : null;
            case JsonObject when schema.Type.Length == 0:
                return null;
            case JsonArray list when schema is { Type: "array", Items: { } items }:
                return list.Where(i => i is not null).Select(i => Error(i!, items, at, GoType(items))).FirstOrDefault(e => e is not null);
            case JsonValue when KindOf(value) == Expected(schema.Type):
                return schema.Format == "date-time" ? GoTime.Error(value.GetValue<string>(), "2006-01-02T15:04:05Z07:00") : null;
            default:
                return $"json: cannot unmarshal {KindOf(value)} into Go struct field {at} of type {goType}";
        }
    }

    private static string Expected(string type) => type switch
    {
        "integer" => "number",
        "boolean" => "bool",
        _ => type,
    };

    private static string GoType(Schema schema) => schema.Type switch
    {
        "integer" => "int64",
        "boolean" => "bool",
        "array" => schema.Items is { Type: "string" } ? "[]string" : "[]v1.OwnerReference",
        "object" => schema.AdditionalProperties is null ? "v1.OwnerReference" : "map[string]string",
        _ => "string",
    };

    private static string KindOf(JsonNode value) => value switch
    {
        JsonObject => "object",
        JsonArray => "array",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            _ => "bool",
        },
    };
}
