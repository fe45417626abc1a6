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

        // kube-apiserver prints the first of several results.
        if (column.Path.First(obj) is not { } found)
        {
            return null;
        }

        var kind = found.GetValueKind();
        return column.Type switch
        {
            "integer" => kind == JsonValueKind.Number ? found.DeepClone() : null,
            "number" => found.DeepClone(),
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False ? found.DeepClone() : null,
            "date" => kind == JsonValueKind.String ? AgeOf(found.GetValue<string>(), now) : null,
            _ => TextOf(found),
        };
    }

    private static string AgeOf(string timestamp, DateTimeOffset now) =>
        timestamp.Length == 0 || DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
            ? Ages.Of(timestamp, now)
            : "<invalid>";

    private static string TextOf(JsonNode node) => node switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value when value.GetValueKind() is JsonValueKind.True => "true",
        JsonValue value when value.GetValueKind() is JsonValueKind.False => "false",
        JsonValue value => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        _ => node.ToJsonString(),
    };
}
