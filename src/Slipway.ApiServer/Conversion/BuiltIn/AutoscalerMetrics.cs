using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Conversion.BuiltIn;

/// <summary>
/// A metric as autoscaling v2 has it, with its numbers in an object <c>target</c> or, of a status, <c>current</c>; and as v1 has it, with
/// the word before each number's name.
/// </summary>
internal static class AutoscalerMetrics
{
    public static bool IsProcessor(JsonObject metric) => metric.Text("type") == "Resource" && metric.Map("resource")?.Text("name") == "cpu";

    /// <summary>The processor's load in percent, as v2 has it.</summary>
    public static JsonObject Processor(string word, long percent)
    {
        var numbers = new JsonObject { ["averageUtilization"] = percent };
        if (word == "target")
        {
            numbers.Insert(0, "type", "Utilization");
        }

        return new JsonObject { ["type"] = "Resource", ["resource"] = new JsonObject { ["name"] = "cpu", [word] = numbers } };
    }

    public static JsonObject ToV1(JsonObject metric, string word)
    {
        var (name, source) = SourceOf(metric);
        var numbers = source.Map(word) ?? [];
        var metricName = source.Map("metric");
        var result = new JsonObject();
        Set(result, name == "object" ? "target" : "", source["describedObject"]);
        Set(result, "name", source["name"]);
        Set(result, "container", source["container"]);
        Set(result, "metricName", metricName?["name"]);
        Set(result, name == "external" ? "metricSelector" : "selector", metricName?["selector"]);
        Set(result, word + "AverageUtilization", numbers["averageUtilization"]);
        Set(result, word + "Value", numbers["value"]);
        Set(result, name == "object" ? "averageValue" : word + "AverageValue", numbers["averageValue"]);
        return new JsonObject { ["type"] = metric.Text("type"), [name] = result };
    }

    public static JsonObject ToV2(JsonObject metric, string word)
    {
        var (name, source) = SourceOf(metric);
        var result = new JsonObject();
        Set(result, "describedObject", name == "object" ? source["target"] : null);
        Set(result, "name", source["name"]);
        Set(result, "container", source["container"]);
        if (source.Text("metricName") is { Length: > 0 } metricName)
        {
            var named = new JsonObject { ["name"] = metricName };
            Set(named, "selector", source[name == "external" ? "metricSelector" : "selector"]);
            result["metric"] = named;
        }

        var numbers = new JsonObject();
        Set(numbers, "averageUtilization", source[word + "AverageUtilization"]);
        Set(numbers, "value", source[word + "Value"]);
        Set(numbers, "averageValue", source[name == "object" ? "averageValue" : word + "AverageValue"]);
        if (word == "target")
        {
            var type = numbers.ContainsKey("averageUtilization") ? "Utilization" : numbers.ContainsKey("averageValue") ? "AverageValue" : "Value";
            numbers.Insert(0, "type", type);
        }

        result[word] = numbers;
        return new JsonObject { ["type"] = metric.Text("type"), [name] = result };
    }

    /// <summary>A copy with the first letter of every name changed: v1's note of the behavior has capitals.</summary>
    public static JsonNode? Renamed(JsonNode? node, Func<char, char> change) => node switch
    {
        JsonObject map => new JsonObject(map.Where(p => p.Key.Length > 0)
            .Select(p => KeyValuePair.Create(change(p.Key[0]) + p.Key[1..], Renamed(p.Value, change)))),
        JsonArray list => new JsonArray([.. list.Select(i => Renamed(i, change))]),
        _ => node?.DeepClone(),
    };

    private static (string Name, JsonObject Source) SourceOf(JsonObject metric)
    {
        var type = metric.Text("type");
        var name = type.Length == 0 ? "" : char.ToLowerInvariant(type[0]) + type[1..];
        return (name, metric.Map(name) ?? []);
    }

    private static void Set(JsonObject owner, string name, JsonNode? value)
    {
        if (value is not null && name.Length > 0)
        {
            owner[name] = value.DeepClone();
        }
    }
}
