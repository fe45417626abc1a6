using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Conversion.BuiltIn;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Tables;

/// <summary>The cells of a HorizontalPodAutoscaler.</summary>
internal static class AutoscalerCells
{
    private const int MaxMetrics = 2;

    public static JsonNode? Of(string column, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        return column switch
        {
            "Reference" => $"{spec.Map("scaleTargetRef")?.Text("kind")}/{spec.Map("scaleTargetRef")?.Text("name")}",
            "Targets" => Targets(obj),
            "MinPods" => spec["minReplicas"]?.ToString() ?? CellText.Unset,
            "MaxPods" => spec.Number("maxReplicas"),
            "Replicas" => obj.Map("status")?.Number("currentReplicas") ?? 0,
            _ => null,
        };
    }

    private static string Targets(JsonObject obj)
    {
        if (obj.Text("apiVersion") == "autoscaling/v1")
        {
            obj = obj.Copy();
            AutoscalerConversion.ToV2(obj);
        }

        var metrics = obj.Map("spec")?.List("metrics")?.OfType<JsonObject>().ToArray() ?? [];
        var current = obj.Map("status")?.List("currentMetrics")?.OfType<JsonObject>().ToArray() ?? [];
        if (metrics.Length == 0)
        {
            return CellText.None;
        }

        var text = string.Join(", ", metrics.Take(MaxMetrics).Select((m, i) => Target(m, i < current.Length ? current[i] : null)));
        return metrics.Length > MaxMetrics
            ? string.Create(CultureInfo.InvariantCulture, $"{text} + {metrics.Length - MaxMetrics} more...")
            : text;
    }

    private static string Target(JsonObject metric, JsonObject? status)
    {
        var type = metric.Text("type");
        var field = type.Length > 0 ? char.ToLowerInvariant(type[0]) + type[1..] : "";
        var target = metric.Map(field)?.Map("target") ?? [];
        var current = status?.Map(field)?.Map("current") ?? [];
        var average = target.Text("averageValue");
        return type switch
        {
            "External" or "Object" when average.Length > 0 => $"{current.TextOr("averageValue", CellText.Unknown)}/{average} (avg)",
            "External" or "Object" => $"{current.TextOr("value", CellText.Unknown)}/{target.TextOr("value", "<nil>")}",
            "Pods" => $"{current.TextOr("averageValue", CellText.Unknown)}/{average}",
            "Resource" or "ContainerResource" when average.Length > 0 =>
                $"{metric.Map(field)!.Text("name")}: {current.TextOr("averageValue", CellText.Unknown)}/{average}",
            "Resource" or "ContainerResource" => $"{metric.Map(field)?.Text("name")}: {Percent(current, CellText.Unknown)}/{Percent(target, "<auto>")}",
            _ => "<unknown type>",
        };
    }

    private static string Percent(JsonObject owner, string otherwise) =>
        owner["averageUtilization"] is { } number ? $"{number}%" : otherwise;
}
