using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Tests.Recorded;

/// <summary>Writes a body with the white space and escapes that it had when answers were recorded: some error texts repeat it.</summary>
internal static class RequestJson
{
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                var separator = "{";
                foreach (var (name, value) in map)
                {
                    WriteString(text.Append(separator), name);
                    Write(text.Append(": "), value);
                    separator = ", ";
                }

                text.Append(map.Count == 0 ? "{}" : "}");
                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    Write(text.Append(i == 0 ? "[" : ", "), list[i]);
                }

                text.Append(list.Count == 0 ? "[]" : "]");
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                WriteString(text, value.GetValue<string>());
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' or > '~' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
