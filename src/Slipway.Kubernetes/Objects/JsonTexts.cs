using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Objects;

/// <summary>Reads texts of documents that nobody has checked.</summary>
public static class JsonTexts
{
    /// <summary>The text; null for what is none.</summary>
    public static string? AsText(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
