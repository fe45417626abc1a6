using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Quantities;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Decoding.Go;

/// <summary>
/// Finds the first value of an object of a built-in kind that Go could not decode into the kind's struct, and tells it in Go's words. What
/// passes has the form that the kind's protobuf can say.
/// </summary>
internal sealed class GoDecoding
{
    private const string TimeForm = "2006-01-02T15:04:05Z07:00";
    private const string MicroTimeForm = "2006-01-02T15:04:05.000000Z07:00";

    private const string SchemaUnion = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOr";

    private static readonly SearchValues<char> Suffix = SearchValues.Create("eEinumkKMGTP");

    private readonly List<string> _path = [];

    /// <returns>Why the object cannot be decoded; null when it can.</returns>
    public static string? FirstError(JsonObject obj, Schema schema) => new GoDecoding().CheckStruct(obj, schema);

    private string? CheckStruct(JsonObject obj, Schema schema)
    {
        foreach (var (name, value) in obj)
        {
            if (value is null || !schema.Properties.TryGetValue(name, out var property))
            {
                continue;
            }

            _path.Add(name);
            if (Check(value, property, schema) is { } error)
            {
                return error;
            }

            _path.RemoveAt(_path.Count - 1);
        }

        return null;
    }

    // The owner is the struct that has the field: lists and maps on the way do not count.
    private string? Check(JsonNode? value, Schema schema, Schema owner)
    {
        switch (value)
        {
            case null:
                return null;
            case JsonObject map when schema.Properties.Count > 0:
                return CheckStruct(map, schema);
            case JsonObject map when schema.AdditionalProperties is { } each:
                return CheckAll(map.Select(p => p.Value), each, owner);
            case JsonArray list when schema.Type == "array":
                return schema.Items is { } items ? CheckAll(list, items, owner) : null;
            case JsonValue when value.GetValueKind() is JsonValueKind.Array or JsonValueKind.Object:
                return null; // what the store holds, still in its bytes
            default:
                return CheckScalar(value, schema, owner);
        }
    }

    private string? CheckAll(IEnumerable<JsonNode?> values, Schema schema, Schema owner)
    {
        foreach (var value in values)
        {
            if (Check(value, schema, owner) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private string? CheckScalar(JsonNode value, Schema schema, Schema owner)
    {
        var kind = value.GetValueKind();
        return schema switch
        {
            { IsQuantity: true } => CheckQuantity(value, kind),
            { Format: "int-or-string" } =>
                kind is JsonValueKind.String || IsInteger(value, kind, "int32") ? null : Cannot(value, "Go value", "int32"),
            { Format: "date-time" } =>
                CheckTime(value, kind, schema.Name.EndsWith("MicroTime", StringComparison.Ordinal) ? MicroTimeForm : TimeForm),
            { Format: "byte" } =>
                kind == JsonValueKind.String ? GoBase64.Error(value.GetValue<string>()) : Mismatch(value, owner, "[]uint8"),
            { Type: "string" } => kind == JsonValueKind.String ? null : Mismatch(value, owner, "string"),
            { Type: "integer" } => IsInteger(value, kind, schema.Format) ? null : Mismatch(value, owner, TypeOf(schema)),
            { Type: "number" } => kind == JsonValueKind.Number ? null : Mismatch(value, owner, "float64"),
            { Type: "boolean" } => kind is JsonValueKind.True or JsonValueKind.False ? null : Mismatch(value, owner, "bool"),
            { Type: "array" } => Mismatch(value, owner, TypeOf(schema)),
            { Type: "object" } when schema.Properties.Count > 0 || schema.AdditionalProperties is not null =>
                Mismatch(value, owner, TypeOf(schema)),
            _ when schema.Name.StartsWith(SchemaUnion, StringComparison.Ordinal) =>
                CheckUnion(value, schema.Name[SchemaUnion.Length..], owner),
            _ => null, // holds anything
        };
    }

    // Fields of a CustomResourceDefinition's schema that hold a schema or something else.
    private string? CheckUnion(JsonNode value, string other, Schema schema) => (other, value) switch
    {
        (_, JsonObject map) => CheckStruct(map, schema),
        ("Array", JsonArray list) => CheckAll(list, schema, schema),
        ("StringArray", JsonArray list) => CheckStrings(list, schema),
        ("Bool", _) when value.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False) => "boolean or JSON schema expected",
        _ => null,
    };

    private string? CheckStrings(JsonArray list, Schema owner)
    {
        var wrong = list.FirstOrDefault(item => item is not null && item.GetValueKind() != JsonValueKind.String);
        return wrong is null ? null : Mismatch(wrong, owner, "string");
    }

    private static bool IsInteger(JsonNode value, JsonValueKind kind, string format) =>
        kind == JsonValueKind.Number
        && long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && (format != "int32" || number is >= int.MinValue and <= int.MaxValue);

    private static string? CheckQuantity(JsonNode value, JsonValueKind kind)
    {
        var text = kind == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        if (kind is JsonValueKind.String or JsonValueKind.Number && Quantity.TryParse(text, out _))
        {
            return null;
        }

        var isNumberWithSuffix = text.Length > 0 && text.AsSpan().TrimStart("+-0123456789.").IndexOfAnyExcept(Suffix) < 0;
        return isNumberWithSuffix
            ? "unable to parse quantity's suffix"
            : "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    }

    private static string? CheckTime(JsonNode value, JsonValueKind kind, string form) =>
        kind == JsonValueKind.String ? GoTime.Error(value.GetValue<string>(), form) : Cannot(value, "Go value", "string");

    private static string TypeOf(Schema schema) => schema switch
    {
        { Name.Length: > 0 } => $"{schema.Name.Split('.')[^2]}.{schema.Name.Split('.')[^1]}",
        { Type: "array", Items: { } items } => "[]" + TypeOf(items),
        { Type: "object", AdditionalProperties: { } each } => "map[string]" + TypeOf(each),
        { Type: "integer", Format: "int32" or "int64" } => schema.Format,
        { Type: "integer" } => "int64",
        { Type: "boolean" } => "bool",
        { Type: "number" } => "float64",
        { Format: "byte" } => "[]uint8",
        _ => "string",
    };

    /// <summary>Why something else than an object has no version and kind.</summary>
    public static string NotAnObject(JsonNode value) => Cannot(
        value,
        "Go value",
        "struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }");

    /// <summary>Why a value cannot be what it should.</summary>
    public static string Cannot(JsonNode value, string target, string type)
    {
        var what = value.GetValueKind() switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.True or JsonValueKind.False => "bool",
            JsonValueKind.Number => type.StartsWith("int", StringComparison.Ordinal) ? $"number {value.ToJsonString()}" : "number",
            _ => "string",
        };
        return $"json: cannot unmarshal {what} into {target} of type {type}";
    }

    private string Mismatch(JsonNode value, Schema owner, string type) =>
        Cannot(value, $"Go struct field {owner.Name.Split('.')[^1]}.{string.Join('.', _path)}", type);
}
