using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>Tolerations, taints, and how pods spread.</summary>
internal static class SchedulingChecks
{
    public static readonly string[] Effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

    private static readonly string[] InclusionPolicies = ["Honor", "Ignore"];
    private static readonly string[] Operators = ["Equal", "Exists"];
    private static readonly string[] Unsatisfiable = ["DoNotSchedule", "ScheduleAnyway"];

    public static void CheckTolerations(FieldChecker check, JsonObject spec)
    {
        foreach (var toleration in check.Each(spec, "tolerations"))
        {
            var (key, operation, effect) = (toleration.Text("key"), toleration.Text("operator"), toleration.Text("effect"));
            if (key.Length > 0)
            {
                check.LabelKey("key", key);
            }
            else if (operation != "Exists")
            {
                check.Invalid("operator", operation, "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
            }

            if (toleration.ContainsKey("tolerationSeconds") && effect != "NoExecute")
            {
                check.Invalid("effect", effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
            }

            CheckValue(check, operation, toleration.Text("value"));
            if (effect.Length > 0)
            {
                check.OneOf(toleration, "effect", Effects);
            }
        }
    }

    public static void CheckSpread(FieldChecker check, JsonObject spec)
    {
        CheckRepeated(check, spec);
        foreach (var constraint in check.Each(spec, "topologySpreadConstraints"))
        {
            var (key, action) = (constraint.Text("topologyKey"), constraint.Text("whenUnsatisfiable"));
            if ((constraint.Integer("maxSkew") ?? 0) is <= 0 and var skew)
            {
                check.Invalid("maxSkew", skew, "must be greater than zero");
            }

            check.Need(constraint, "topologyKey", "can not be empty");
            if (Array.IndexOf(Unsatisfiable, action) < 0)
            {
                check.NotSupported("whenUnsatisfiable", action, Unsatisfiable);
            }

            CheckInclusion(check, constraint, action);
            check.LabelSelector(constraint, "labelSelector");
        }
    }

    private static void CheckInclusion(FieldChecker check, JsonObject constraint, string action)
    {
        if (constraint.Integer("minDomains") is { } domains)
        {
            if (domains <= 0)
            {
                check.Invalid("minDomains", domains, "must be greater than zero");
            }

            if (action != "DoNotSchedule")
            {
                check.Invalid("minDomains", domains, $"can only use minDomains if whenUnsatisfiable=DoNotSchedule, not {action}");
            }
        }

        check.OneOf(constraint, "nodeAffinityPolicy", InclusionPolicies);
        check.OneOf(constraint, "nodeTaintsPolicy", InclusionPolicies);
        if (constraint.List("matchLabelKeys") is { Count: > 0 } && constraint.Map("labelSelector") is null)
        {
            check.Forbidden("matchLabelKeys", "must not be specified when labelSelector is not set");
        }
    }

    // Told of the one that is repeated, not of its repetition.
    private static void CheckRepeated(FieldChecker check, JsonObject spec)
    {
        var pairs = KindRules.Items(spec, "topologySpreadConstraints").Select(c => $"{{{c.Text("topologyKey")}, {c.Text("whenUnsatisfiable")}}}").ToArray();
        for (var i = 0; i < pairs.Length; i++)
        {
            if (Array.IndexOf(pairs, pairs[i], i + 1) >= 0)
            {
                using (check.In("topologySpreadConstraints", i))
                {
                    check.Duplicate("{topologyKey, whenUnsatisfiable}", pairs[i]);
                }
            }
        }
    }

    private static void CheckValue(FieldChecker check, string operation, string value)
    {
        switch (operation)
        {
            case "Equal" or "":
                if (LabelSyntax.ValueError(value) is { } error)
                {
                    check.Invalid("operator", value, error);
                }

                break;
            case "Exists" when value.Length > 0:
                check.Invalid("operator", value, "value must be empty when `operator` is 'Exists'");
                break;
            case "Exists":
                break;
            default:
                check.NotSupported("operator", operation, Operators);
                break;
        }
    }
}
