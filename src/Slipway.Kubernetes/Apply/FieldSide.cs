using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Apply;

/// <summary>A field in one of two objects that are compared: absent, or there with a value that may be null.</summary>
internal readonly record struct FieldSide(bool Exists, JsonNode? Value)
{
    public static FieldSide Of(List<JsonNode?> items) => items.Count == 0 ? default : new FieldSide(Exists: true, items[0]);
}
