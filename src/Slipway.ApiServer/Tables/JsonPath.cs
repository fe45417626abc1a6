using System.Globalization;
using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Tables;

/// <summary>
/// The part of kubectl's JSONPath that printer columns use: fields, <c>['quoted']</c> fields, indexes, slices, <c>[*]</c>, <c>..</c> and filters such as
/// <c>[?(@.type=="Ready")]</c>.
/// </summary>
internal sealed class JsonPath
{
    private readonly JsonPathStep[] _steps;

    private JsonPath(string text, JsonPathStep[] steps) => (Text, _steps) = (text, steps);

    /// <summary>The path as written, such as <c>.spec.replicas</c>.</summary>
    public string Text { get; }

    /// <summary>The fields from the root, when the path is nothing but fields; else null.</summary>
    public string[]? Fields => Array.TrueForAll(_steps, s => s.Kind == JsonPathStepKind.Field) ? [.. _steps.Select(s => s.Name)] : null;

    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">The text is not a path of the supported kind.</exception>
    public static JsonPath Parse(string text) => new(text, [.. JsonPathParser.Parse(text)]);

    /// <summary>The first value found, or null.</summary>
    public JsonNode? First(JsonNode root) => Find(root).FirstOrDefault();

    /// <summary>All values found, nulls left out.</summary>
    public IEnumerable<JsonNode> Find(JsonNode root)
    {
        IEnumerable<JsonNode> nodes = [root];
        foreach (var step in _steps)
        {
            nodes = nodes.SelectMany(node => Take(node, step));
        }

        return nodes;
    }

    private static IEnumerable<JsonNode> Take(JsonNode node, JsonPathStep step)
    {
        switch (step.Kind)
        {
            case JsonPathStepKind.Field when node is JsonObject map && map.TryGetPropertyValue(step.Name, out var value) && value is not null:
                return [value];
            case JsonPathStepKind.Index when node is JsonArray list:
                var index = step.Index < 0 ? list.Count + step.Index : step.Index;
                return index >= 0 && index < list.Count && list[index] is { } item ? [item] : [];
            case JsonPathStepKind.Slice when node is JsonArray list:
                var from = FromEnd(step.Index, list.Count);
                return list.Take(from..Math.Max(from, FromEnd(step.End ?? list.Count, list.Count))).OfType<JsonNode>();
            case JsonPathStepKind.All:
                return Children(node);
            case JsonPathStepKind.Descendants:
                return Descendants(node);
            case JsonPathStepKind.Filter:
                return Children(node).Where(child => Matches(child, step));
            default:
                return [];
        }
    }

    private static int FromEnd(int index, int count) => Math.Clamp(index < 0 ? count + index : index, 0, count);

    private static IEnumerable<JsonNode> Descendants(JsonNode node) =>
        node is JsonValue ? [] : Children(node).SelectMany(Descendants).Prepend(node);

    private static IEnumerable<JsonNode> Children(JsonNode node) => node switch
    {
        JsonArray list => list.OfType<JsonNode>(),
        JsonObject map => map.Select(entry => entry.Value).OfType<JsonNode>(),
        _ => [],
    };

    private static bool Matches(JsonNode child, JsonPathStep step)
    {
        var found = new JsonPath("", [.. step.Inner]).First(child);
        if (step.Operator.Length == 0)
        {
            return found is not null;
        }

        if (found is null)
        {
            return false;
        }

        var order = double.TryParse(found.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var left)
            && double.TryParse(step.Name, NumberStyles.Float, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : string.CompareOrdinal(found.ToString(), step.Name);
        return step.Operator switch
        {
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }
}
