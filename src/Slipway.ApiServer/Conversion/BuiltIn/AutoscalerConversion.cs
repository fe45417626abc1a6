using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Conversion.BuiltIn;

/// <summary>
/// HorizontalPodAutoscalers of v1 know the processor's load only; what v2 says beyond that stands in annotations, so that a client of v1
/// keeps what it does not know.
/// </summary>
internal static class AutoscalerConversion
{
    public const int DefaultUtilization = 80;

    private const string MetricsNote = "autoscaling.alpha.kubernetes.io/metrics";
    private const string CurrentMetricsNote = "autoscaling.alpha.kubernetes.io/current-metrics";
    private const string ConditionsNote = "autoscaling.alpha.kubernetes.io/conditions";
    private const string BehaviorNote = "autoscaling.alpha.kubernetes.io/behavior";
    private const string TargetPercentage = "targetCPUUtilizationPercentage";
    private const string CurrentPercentage = "currentCPUUtilizationPercentage";

    public static void ToV1(JsonObject obj)
    {
        var (spec, status) = (obj.Ensure("spec"), obj.Ensure("status"));
        var metrics = Take(spec, "metrics");
        var load = metrics.FirstOrDefault(AutoscalerMetrics.IsProcessor) is { } processor ? TargetOf(processor) : null;
        if (load is { } target)
        {
            spec[TargetPercentage] = target;
        }

        var others = metrics.Where(m => !AutoscalerMetrics.IsProcessor(m) || TargetOf(m) is null);
        Note(obj, MetricsNote, [.. others.Select(m => AutoscalerMetrics.ToV1(m, "target"))]);

        var current = Take(status, "currentMetrics");
        if (current.LastOrDefault(AutoscalerMetrics.IsProcessor)?.Map("resource")!.Map("current")?.Integer("averageUtilization") is { } now)
        {
            status[CurrentPercentage] = now;
        }

        Note(obj, CurrentMetricsNote, [.. current.Select(m => AutoscalerMetrics.ToV1(m, "current"))]);
        Note(obj, ConditionsNote, [.. Take(status, "conditions")]);
        status.Default("currentReplicas", 0);
        status.Default("desiredReplicas", 0);
        if (spec.Map("behavior") is { } behavior)
        {
            obj.Ensure("metadata").Ensure("annotations")[BehaviorNote] =
                AutoscalerMetrics.Renamed(behavior, char.ToUpperInvariant)!.ToJsonString();
            spec.Remove("behavior");
        }
    }

    public static void ToV2(JsonObject obj)
    {
        var (spec, status) = (obj.Ensure("spec"), obj.Ensure("status"));
        var annotations = obj.Ensure("metadata").Map("annotations");
        var metrics = new JsonArray();
        foreach (var metric in Noted(annotations, MetricsNote))
        {
            metrics.Add((JsonNode)AutoscalerMetrics.ToV2(metric, "target"));
        }

        if (spec.Integer(TargetPercentage) is { } target)
        {
            metrics.Add((JsonNode)AutoscalerMetrics.Processor("target", target));
        }

        if (metrics.Count == 0)
        {
            metrics.Add((JsonNode)AutoscalerMetrics.Processor("target", DefaultUtilization));
        }

        spec.Remove(TargetPercentage);
        spec["metrics"] = metrics;
        if (Read(annotations, BehaviorNote) is JsonObject behavior)
        {
            spec["behavior"] = AutoscalerMetrics.Renamed(behavior, char.ToLowerInvariant);
        }

        ReadStatus(status, annotations);
        foreach (var note in (ReadOnlySpan<string>)[MetricsNote, CurrentMetricsNote, ConditionsNote, BehaviorNote])
        {
            annotations?.Remove(note);
        }

        if (annotations is { Count: 0 })
        {
            obj.Map("metadata")!.Remove("annotations");
        }
    }

    private static long? TargetOf(JsonObject metric) => metric.Map("resource")!.Map("target")?.Integer("averageUtilization");

    private static void ReadStatus(JsonObject status, JsonObject? annotations)
    {
        var current = Noted(annotations, CurrentMetricsNote).Select(m => AutoscalerMetrics.ToV2(m, "current")).ToList();
        if (current.Count == 0 && status.Integer(CurrentPercentage) is { } load)
        {
            current.Add(AutoscalerMetrics.Processor("current", load));
        }

        status.Remove(CurrentPercentage);
        status["currentMetrics"] = current.Count > 0 ? new JsonArray([.. current]) : null;
        if (status.Integer("currentReplicas") is 0)
        {
            status.Remove("currentReplicas");
        }

        if (Read(annotations, ConditionsNote) is JsonArray conditions)
        {
            status["conditions"] = conditions;
        }
    }

    private static void Note(JsonObject obj, string annotation, JsonNode[] values)
    {
        if (values.Length > 0)
        {
            obj.Ensure("metadata").Ensure("annotations")[annotation] = new JsonArray(values).ToJsonString();
        }
    }

    private static IEnumerable<JsonObject> Noted(JsonObject? annotations, string annotation) =>
        Read(annotations, annotation) is JsonArray list ? list.OfType<JsonObject>() : [];

    // What a person wrote into an annotation and cannot be read counts as not there.
    private static JsonNode? Read(JsonObject? annotations, string annotation)
    {
        try
        {
            return annotations?.Text(annotation) is { Length: > 0 } text ? JsonNode.Parse(text, default, KubeJson.DocumentOptions) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<JsonObject> Take(JsonObject owner, string field)
    {
        var items = owner.List(field)?.OfType<JsonObject>().Select(i => i.Copy()).ToList() ?? [];
        owner.Remove(field);
        return items;
    }
}
