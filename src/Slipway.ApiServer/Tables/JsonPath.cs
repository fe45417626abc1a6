using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Tables;

/// <summary>
/// The part of kubectl's JSONPath that printer columns use: fields, <c>['quoted']</c> fields, indexes, slices, <c>[*]</c>, <c>..</c> and filters such as
/// <c>[?(@.type=="Ready")]</c>. Bounded: nobody checks a column's path when its definition is written, and <c>..</c> can be written again and
/// again.
/// </summary>
internal sealed class JsonPath
{
    // What is not found among so many nodes is not found.
    private const int MaxVisited = 100_000;

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
    public IEnumerable<JsonNode> Find(JsonNode root) => Find(root, _steps, new StrongBox<int>(MaxVisited));

    private static IEnumerable<JsonNode> Find(JsonNode root, IEnumerable<JsonPathStep> steps, StrongBox<int> budget)
    {
        IEnumerable<JsonNode> nodes = [root];
        foreach (var step in steps)
        {
            nodes = nodes.SelectMany(node => Take(node, step, budget));
        }

        return nodes;
    }

    private static IEnumerable<JsonNode> Take(JsonNode node, JsonPathStep step, StrongBox<int> budget)
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
                return list.Take(from..Math.Max(from, FromEnd(step.End ?? list.Count, list.Count))).OfType<JsonNode>()
                    .TakeWhile(_ => budget.Value-- > 0);
            case JsonPathStepKind.All:
                return Children(node, budget);
            case JsonPathStepKind.Descendants:
                return Descendants(node, budget);
            case JsonPathStepKind.Filter:
                return Children(node, budget).Where(child => Matches(child, step, budget));
            default:
                return [];
        }
    }

    private static int FromEnd(int index, int count) => Math.Clamp(index < 0 ? count + index : index, 0, count);

    private static IEnumerable<JsonNode> Descendants(JsonNode node, StrongBox<int> budget) =>
        node is JsonValue ? [] : Children(node, budget).SelectMany(child => Descendants(child, budget)).Prepend(node);

    private static IEnumerable<JsonNode> Children(JsonNode node, StrongBox<int> budget) => node switch
    {
        JsonArray list => list.OfType<JsonNode>().TakeWhile(_ => budget.Value-- > 0),
        JsonObject map => map.Select(entry => entry.Value).OfType<JsonNode>().TakeWhile(_ => budget.Value-- > 0),
        _ => [],
    };

    private static bool Matches(JsonNode child, JsonPathStep step, StrongBox<int> budget)
    {
        var found = Find(child, step.Inner, budget).FirstOrDefault();
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
