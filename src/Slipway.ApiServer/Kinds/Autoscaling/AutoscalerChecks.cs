using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Autoscaling;

/// <summary>What a HorizontalPodAutoscaler's specification must say.</summary>
internal static class AutoscalerChecks
{
    private const long MaxWindow = 3600;
    private const long MaxPeriod = 1800;

    private static readonly string[] SelectPolicies = ["Disabled", "Max", "Min"];
    private static readonly string[] PolicyTypes = ["Percent", "Pods"];

    /// <summary>Checks a specification; the walk stands in it.</summary>
    /// <param name="check">The walk.</param>
    /// <param name="spec">The specification.</param>
    /// <param name="old">The specification as it was; null for a new one.</param>
    public static void Check(FieldChecker check, JsonObject spec, JsonObject? old)
    {
        var (min, max) = (spec.Integer("minReplicas") ?? 1, spec.Integer("maxReplicas") ?? 0);
        if (min < 1)
        {
            check.Invalid("minReplicas", min, "must be greater than or equal to 1");
        }

        if (max == 0)
        {
            check.Required("maxReplicas", "must be set and greater than 0");
        }
        else if (max < 0)
        {
            check.Invalid("maxReplicas", max, "must be greater than or equal to 1");
        }

        if (max < min)
        {
            check.Invalid("maxReplicas", max, "must be greater than or equal to `minReplicas`");
        }

        var target = spec.Map("scaleTargetRef") ?? [];
        using (check.In("scaleTargetRef"))
        {
            CheckReference(check, target);
            CheckGroup(check, target, old?.Map("scaleTargetRef"));
        }

        // The first version has this for all metrics.
        if (spec.Integer("targetCPUUtilizationPercentage") is <= 0 and var share)
        {
            check.Invalid("metrics[0].resource.target.averageUtilization", share, "must be greater than 0");
        }

        MetricChecks.Check(check, spec, mayScaleToZero: min == 0);
        if (spec.Map("behavior") is { } behavior)
        {
            using (check.In("behavior"))
            {
                CheckRules(check, behavior, "scaleUp");
                CheckRules(check, behavior, "scaleDown");
            }
        }
    }

    public static void CheckReference(FieldChecker check, JsonObject reference)
    {
        foreach (var field in (ReadOnlySpan<string>)["kind", "name"])
        {
            if (check.Need(reference, field))
            {
                check.Name(reference, field, NameRule.PathSegment);
            }
        }
    }

    // Only one kind without a group can be scaled; what was there before is let be.
    private static void CheckGroup(FieldChecker check, JsonObject target, JsonObject? old)
    {
        var (version, kind) = (target.Text("apiVersion"), target.Text("kind"));
        if (kind == "ReplicationController" || (old is not null && version == old.Text("apiVersion") && kind == old.Text("kind")))
        {
            return;
        }

        if (version.Count(c => c == '/') > 1)
        {
            check.Invalid("apiVersion", version, $"unexpected GroupVersion string: {version}");
        }
        else if (version.IndexOf('/', StringComparison.Ordinal) <= 0)
        {
            check.Invalid("apiVersion", version, "apiVersion must specify API group");
        }
    }

    private static void CheckRules(FieldChecker check, JsonObject behavior, string field)
    {
        if (behavior.Map(field) is not { } rules)
        {
            return;
        }

        using (check.In(field))
        {
            if (rules.Integer("stabilizationWindowSeconds") is { } window && window is < 0 or > MaxWindow)
            {
                check.Invalid(
                    "stabilizationWindowSeconds",
                    window,
                    window < 0 ? "must be greater than or equal to zero" : $"must be less than or equal to {MaxWindow}");
            }

            check.OneOf(rules, "selectPolicy", SelectPolicies);
            if (rules.List("policies") is not { Count: > 0 })
            {
                check.Required("policies", "must specify at least one Policy");
            }

            foreach (var policy in check.Each(rules, "policies"))
            {
                CheckPolicy(check, policy);
            }

            if (rules.Text("tolerance") is ['-', ..] and not ['-', '0'])
            {
                check.Invalid("tolerance", rules["tolerance"], "must be greater than or equal to 0");
            }
        }
    }

    private static void CheckPolicy(FieldChecker check, JsonObject policy)
    {
        check.OneOf(policy, "type", PolicyTypes);
        foreach (var field in (ReadOnlySpan<string>)["value", "periodSeconds"])
        {
            if ((policy.Integer(field) ?? 0) is <= 0 and var number)
            {
                check.Invalid(field, number, "must be greater than zero");
            }
        }

        if (policy.Integer("periodSeconds") is > MaxPeriod and var period)
        {
            check.Invalid("periodSeconds", period, $"must be less than or equal to {MaxPeriod}");
        }
    }
}
