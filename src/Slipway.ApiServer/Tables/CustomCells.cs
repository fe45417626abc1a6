using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;

namespace Slipway.ApiServer.Tables;

/// <summary>Cells of custom resources, by the JSONPath of their columns.</summary>
internal static class CustomCells
{
    public static JsonNode? Of(TableColumn column, JsonObject obj, DateTimeOffset now)
    {
        if (column.Path is null)
        {
            return obj.Map("metadata")?.Text("name");
        }

        var found = column.Path.Find(obj).ToList();
        if (found.Count == 0)
        {
            return column.Type == "date" ? "<unknown>" : null;
        }

        return column.Type switch
        {
            "integer" => found[0] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? found[0].DeepClone() : null,
            "number" => found[0].DeepClone(),
            "boolean" => found[0].GetValueKind() is JsonValueKind.True or JsonValueKind.False ? found[0].DeepClone() : null,
            "date" => Ages.Of(found[0].ToString(), now),
            _ => string.Join(',', found.Select(TextOf)),
        };
    }

    private static string TextOf(JsonNode node) => node switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value when value.GetValueKind() is JsonValueKind.True => "true",
        JsonValue value when value.GetValueKind() is JsonValueKind.False => "false",
        JsonValue value => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        _ => node.ToJsonString(),
    };
}
