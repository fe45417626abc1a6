using System.Text.Json.Nodes;

namespace Slipway.Cli.Webhooks;

/// <summary>The JSON patch that makes one object of another.</summary>
internal static class ObjectDifference
{
    /// <summary>The operations; none for equal objects. A list that differs is replaced as a whole.</summary>
    public static JsonArray Between(JsonObject old, JsonObject now)
    {
        var operations = new JsonArray();
        Collect("", old, now, operations);
        return operations;
    }

    private static void Collect(string path, JsonObject old, JsonObject now, JsonArray operations)
    {
        foreach (var (name, value) in now)
        {
            var at = $"{path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
            if (!old.TryGetPropertyValue(name, out var before))
            {
                operations.Add((JsonNode)Operation("add", at, value));
            }
            else if (before is JsonObject inner && value is JsonObject wanted)
            {
                Collect(at, inner, wanted, operations);
            }
            else if (!JsonNode.DeepEquals(before, value))
            {
                operations.Add((JsonNode)Operation("replace", at, value));
            }
        }
    }

    private static JsonObject Operation(string name, string path, JsonNode? value) =>
        new() { ["op"] = name, ["path"] = path, ["value"] = value?.DeepClone() };
}
