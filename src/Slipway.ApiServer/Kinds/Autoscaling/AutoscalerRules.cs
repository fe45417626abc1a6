using System.Text.Json.Nodes;
using Slipway.ApiServer.Conversion.BuiltIn;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Autoscaling;

/// <summary>HorizontalPodAutoscalers: how many replicas at least, by which load, and how fast.</summary>
internal sealed class AutoscalerRules : KindRules
{
    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        spec.Default("minReplicas", 1);
        if (obj.Text("apiVersion") == "autoscaling/v1")
        {
            return; // the load is filled in when the object gets its stored form, which knows the annotations
        }

        if (spec.List("metrics") is not { Count: > 0 })
        {
            spec["metrics"] = new JsonArray((JsonNode)AutoscalerMetrics.Processor("target", AutoscalerConversion.DefaultUtilization));
        }

        if (spec.Map("behavior") is { } behavior)
        {
            var up = behavior.Ensure("scaleUp");
            up.Default("stabilizationWindowSeconds", 0);
            DefaultPolicies(up, ("Pods", 4), ("Percent", 100));
            DefaultPolicies(behavior.Ensure("scaleDown"), ("Percent", 100));
        }
    }

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        var spec = obj.Map("spec") ?? [];
        var (min, max) = (spec.Integer("minReplicas") ?? 1, spec.Integer("maxReplicas") ?? 0);
        if (min < 1)
        {
            errors.Add(FieldError.Invalid("spec.minReplicas", min, "must be greater than or equal to 1"));
        }

        if (max < 1)
        {
            errors.Add(FieldError.Invalid("spec.maxReplicas", max, "must be greater than 0"));
        }

        if (max < min)
        {
            errors.Add(FieldError.Invalid("spec.maxReplicas", max, "must be greater than or equal to `minReplicas`"));
        }

        foreach (var field in (ReadOnlySpan<string>)["kind", "name"])
        {
            if ((spec.Map("scaleTargetRef")?.Text(field) ?? "").Length == 0)
            {
                errors.Add(FieldError.Required($"spec.scaleTargetRef.{field}"));
            }
        }
    }

    private static void DefaultPolicies(JsonObject rules, params ReadOnlySpan<(string Type, int Value)> policies)
    {
        rules.Default("selectPolicy", "Max");
        if (rules.List("policies") is not null)
        {
            return;
        }

        var list = new JsonArray();
        foreach (var (type, value) in policies)
        {
            list.Add((JsonNode)new JsonObject { ["type"] = type, ["value"] = value, ["periodSeconds"] = 15 });
        }

        rules["policies"] = list;
    }
}
