using System.Text.Json.Nodes;
using Slipway.ApiServer.Conversion.BuiltIn;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Autoscaling;

/// <summary>HorizontalPodAutoscalers: how many replicas at least, by which load, and how fast.</summary>
internal sealed class AutoscalerRules : WalkedRules
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

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        var spec = obj.Map("spec") ?? [];
        using (check.In("spec"))
        {
            AutoscalerChecks.Check(check, spec, old?.Map("spec"));
        }
    }

    protected override void CheckStatus(FieldChecker check, JsonObject obj, JsonObject old)
    {
        using (check.In("status"))
        {
            check.NonNegative(obj.Map("status") ?? [], "currentReplicas");
            check.NonNegative(obj.Map("status") ?? [], "desiredReplicas");
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
