using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Schemas;

/// <summary>Values in the notation that Kubernetes' error texts use: Go's <c>%q</c> for strings, JSON for the rest.</summary>
public static class GoText
{
    private static readonly JsonWriterOptions PlainOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Value(JsonNode? value) => value switch
    {
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => Quote(text),
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.Number && !JsonNodes.TryGetInteger(scalar, out _)
            => GoNumber.Format(JsonNodes.GetDouble(scalar)),
        _ => EscapeMarkup(Json(value)),
    };

    /// <summary>Go's encoder keeps its JSON safe inside a page: these characters can stand in strings only, so the text may be changed.</summary>
    internal static string EscapeMarkup(string json) => json.AsSpan().IndexOfAny("<>&\u2028\u2029") < 0 ? json : json
        .Replace("<", "\\u003c", StringComparison.Ordinal)
        .Replace(">", "\\u003e", StringComparison.Ordinal)
        .Replace("&", "\\u0026", StringComparison.Ordinal)
        .Replace("\u2028", "\\u2028", StringComparison.Ordinal)
        .Replace("\u2029", "\\u2029", StringComparison.Ordinal);

    internal static string Json(JsonNode? value)
    {
        if (value is null)
        {
            return "null";
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, PlainOptions))
        {
            WriteSorted(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The JSON as Go's encoder writes it for itself: with what HTML gives a meaning escaped.</summary>
    public static string EscapedJson(JsonNode? value) => Json(value)
        .Replace("<", "\\u003c", StringComparison.Ordinal)
        .Replace(">", "\\u003e", StringComparison.Ordinal)
        .Replace("&", "\\u0026", StringComparison.Ordinal);

    /// <summary>The JSON, fields in the order they are in.</summary>
    public static string Plain(JsonNode value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, PlainOptions))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The value as Go's <c>%v</c> prints it: <c>map[a:1 b:[x y]]</c>.</summary>
    public static string Printed(JsonNode? value) => value switch
    {
        null => "<nil>",
        JsonObject map => $"map[{string.Join(' ', map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}:{Printed(p.Value)}"))}]",
        JsonArray list => $"[{string.Join(' ', list.Select(Printed))}]",
        JsonValue scalar => scalar.TryGetValue<string>(out var text) ? text : scalar.ToJsonString(),
        _ => "",
    };

    /// <summary>The type in which Go holds a decoded value.</summary>
    public static string TypeName(JsonNode? value) => value switch
    {
        null => "%!s(<nil>)",
        JsonObject => "map[string]interface {}",
        JsonArray => "[]interface {}",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.Number => value is JsonValue number && JsonNodes.TryGetInteger(number, out _) ? "int64" : "float64",
            _ => "bool",
        },
    };

    /// <summary>The value as Go's <c>%#v</c> prints it: <c>map[string]interface {}{"a":1}</c>.</summary>
    public static string Syntax(JsonNode? value) => value switch
    {
        null => "interface {}(nil)",
        JsonObject map =>
            $"map[string]interface {{}}{{{string.Join(", ", map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{Quote(p.Key)}:{Syntax(p.Value)}"))}}}",
        JsonArray list => $"[]interface {{}}{{{string.Join(", ", list.Select(Syntax))}}}",
        _ => Value(value),
    };

    /// <summary>A JSON string literal, quotes included.</summary>
    internal static string JsonString(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    /// <summary>The JSON of a value that is mostly a string or a number.</summary>
    internal static string ScalarJson(JsonNode? value) => value is not JsonValue scalar ? Json(value)
        : scalar.TryGetValue<string>(out var text) ? JsonString(text)
        : scalar.GetValueKind() == JsonValueKind.Number && !JsonNodes.TryGetInteger(scalar, out _) && JsonNodes.GetDouble(scalar) is var number
            && Math.Floor(number) == number && Math.Abs(number) < 1e15
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
        : scalar.ToJsonString();

    /// <summary>A string in double quotes, with Go's escapes.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '\a' => quoted.Append("\\a"),
                '\b' => quoted.Append("\\b"),
                '\f' => quoted.Append("\\f"),
                '\v' => quoted.Append("\\v"),
                < ' ' or '\x7f' => quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                >= '\x80' and <= '\xa0' or '\xad' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A character in single quotes, as Go's JSON errors show it.</summary>
    public static string QuoteCharacter(char c) => c switch
    {
        '\'' => @"'\''",
        '"' => "'\"'",
        _ => $"'{Quote(c.ToString())[1..^1]}'",
    };

    // Go marshals a map with its keys in order.
    private static void WriteSorted(Utf8JsonWriter writer, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                writer.WriteStartObject();
                foreach (var (name, child) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    WriteSorted(writer, child);
                }

                writer.WriteEndObject();
                break;
            case JsonArray list:
                writer.WriteStartArray();
                foreach (var child in list)
                {
                    WriteSorted(writer, child);
                }

                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
