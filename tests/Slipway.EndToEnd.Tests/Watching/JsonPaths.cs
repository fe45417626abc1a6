using System.Text.Json.Nodes;

namespace Slipway.EndToEnd.Tests.Watching;

/// <summary>Reads of objects whose fields may be missing.</summary>
internal static class JsonPaths
{
    /// <summary>The field at a path of names; null when it is not there.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    /// <summary>The text at a path such as <c>status.phase</c>; null when it is not there.</summary>
    public static string? Text(this JsonNode? node, string path) => (string?)node.At(path.Split('.'));

    /// <summary>The number at a path such as <c>status.replicas</c>; 0 when it is not there.</summary>
    public static int Number(this JsonNode? node, string path) => (int?)node.At(path.Split('.')) ?? 0;

    /// <summary>Whether the object's condition of a type is True.</summary>
    public static bool Is(this JsonNode? node, string condition) => node.Condition(condition).Text("status") == "True";

    /// <summary>The object's condition of a type; null when there is none.</summary>
    public static JsonNode? Condition(this JsonNode? node, string type) =>
        (node.At("status", "conditions") as JsonArray)?.FirstOrDefault(c => c.Text("type") == type);

    /// <summary>The object's name.</summary>
    public static string Name(this JsonNode? node) => node.Text("metadata.name") ?? "";

    /// <summary>The value of a label, whose name may have dots; null when there is none.</summary>
    public static string? Label(this JsonNode? node, string name) => (string?)node.At("metadata", "labels", name);
}
