using System.Text.Json.Nodes;

namespace Slipway.Api.Conversion;

/// <summary>Reads texts of objects that nobody has checked.</summary>
internal static class JsonTexts
{
    /// <summary>The text; null for what is none.</summary>
    public static string? AsText(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
