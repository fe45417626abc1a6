using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Cel.Values;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>JSON as the values of expressions. Nothing is copied: fields and items are looked at when they are asked for.</summary>
internal static class RuleValues
{
    /// <summary>The value of a node, by its schema.</summary>
    /// <param name="node">The node.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="isResource">Whether it is a whole object.</param>
    public static CelValue Of(JsonNode? node, Schema schema, bool isResource = false)
    {
        if (node is null)
        {
            return schema.Nullable ? CelNull.Instance : new CelError("invalid data, got null for schema with nullable=false");
        }

        if (schema.IntOrString)
        {
            return IntOrString(node);
        }

        return schema.Type switch
        {
            "object" => node is JsonObject map
                ? new RuleMap(map, schema, isResource || schema.EmbeddedResource)
                : new CelError("invalid data, expected a map for the provided schema with type=object"),
            "array" => node is not JsonArray list ? new CelError("invalid data, expected an array for the provided schema with type=array")
                : schema.Items is null ? new CelError("invalid array type, expected Items with a non-empty Schema")
                : new RuleList(list, schema),
            "string" => node is JsonValue text && text.TryGetValue<string>(out var value)
                ? Text(value, schema.Format)
                : new CelError($"invalid data, expected string, got {GoType(node)}"),
            "number" => node.GetValueKind() == JsonValueKind.Number
                ? CelDouble.Of(double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture))
                : new CelError($"invalid data, expected float, got {GoType(node)}"),
            "integer" => Integer(node) is { } integer ? CelInt.Of(integer) : new CelError($"invalid data, expected int, got {GoType(node)}"),
            "boolean" => node.GetValueKind() is JsonValueKind.True or JsonValueKind.False
                ? CelBool.Of(node.GetValueKind() == JsonValueKind.True)
                : new CelError($"invalid data, expected bool, got {GoType(node)}"),
            _ => schema.PreserveUnknownFields ? new RuleUnknown(node) : new CelError(
                "invalid type, expected object, array, number, integer, boolean or string, or no type with x-kubernetes-int-or-string or "
                + $"x-kubernetes-preserve-unknown-fields is true, got {schema.Type}"),
        };
    }

    private static CelValue IntOrString(JsonNode node) =>
        node is JsonValue text && text.TryGetValue<string>(out var value) ? new CelString(value)
        : Integer(node) is { } integer ? CelInt.Of(integer)
        : new CelError("invalid data, expected XIntOrString value to be either a string or integer");

    private static long? Integer(JsonNode node) =>
        node is JsonValue number && number.GetValueKind() == JsonValueKind.Number
        && (number.TryGetValue<long>(out var value)
            || long.TryParse(number.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)) ? value : null;

    private static CelValue Text(string text, string format) => format switch
    {
        "duration" => SchemaDuration.TryParse(text, out var nanoseconds)
            ? new CelDuration(nanoseconds)
            : new CelError($"Invalid duration {text}: unable to parse {text} as duration"),
        "date" => DateTime.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day)
            ? CelTimestamp.Of(new DateTimeOffset(day))
            : new CelError($"Invalid date formatted string {text}"),
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? CelTimestamp.Of(time)
            : new CelError($"Invalid date-time formatted string {text}"),
        "byte" => TryDecode(text, out var bytes) ? new CelBytes(bytes) : new CelError($"Invalid byte formatted string {text}"),
        _ => new CelString(text),
    };

    private static bool TryDecode(string text, out byte[] bytes)
    {
        var buffer = new byte[text.Length];
        var valid = Convert.TryFromBase64String(text, buffer, out var length);
        bytes = buffer[..length];
        return valid;
    }

    private static string GoType(JsonNode node) => node switch
    {
        JsonObject => "map[string]interface {}",
        JsonArray => "[]interface {}",
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.Number => Integer(node) is null ? "float64" : "int64",
            _ => "bool",
        },
    };
}
