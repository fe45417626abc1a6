using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Policy;

/// <summary>PodDisruptionBudgets.</summary>
internal sealed class PodDisruptionBudgetRules : KindRules
{
    private const string BadPercent =
        "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";

    private static readonly string[] EvictionPolicies = ["AlwaysAllow", "IfHealthyBudget"];
    private static readonly string[] Statuses = ["False", "True", "Unknown"];
    private static readonly string[] Counts = ["disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods"];

    public override bool HasGeneration => true;

    public override bool AllowsUnconditionalUpdate => false;

    public override void Validate(JsonObject obj, List<FieldError> errors) => Check(new FieldChecker(errors), obj.Map("spec") ?? []);

    public override void ValidateChange(JsonObject obj, JsonObject old, string subresource, List<FieldError> errors)
    {
        if (subresource == "status")
        {
            CheckStatus(new FieldChecker(errors), obj.Map("status") ?? []);
            return;
        }

        Validate(obj, errors);
    }

    private static void Check(FieldChecker check, JsonObject spec)
    {
        if (spec.ContainsKey("minAvailable") && spec.ContainsKey("maxUnavailable"))
        {
            check.InvalidShown("spec", GoText.Plain(Shown(spec)), "minAvailable and maxUnavailable cannot be both set");
        }

        using var _ = check.In("spec");
        CheckAmount(check, spec, "minAvailable");
        CheckAmount(check, spec, "maxUnavailable");
        check.LabelSelector(spec, "selector");
        check.OneOf(spec, "unhealthyPodEvictionPolicy", EvictionPolicies);
    }

    private static void CheckAmount(FieldChecker check, JsonObject spec, string field)
    {
        switch (spec[field]?.GetValueKind())
        {
            case JsonValueKind.Number:
                check.NonNegative(spec, field);
                break;
            case JsonValueKind.String:
                var text = spec.Text(field);
                if (text is not [_, .., '%'] || text.AsSpan(0, text.Length - 1).ContainsAnyExceptInRange('0', '9'))
                {
                    check.Invalid(field, text, BadPercent);
                }
                else if (int.TryParse(text.AsSpan(0, text.Length - 1), out var percent) && percent > 100)
                {
                    check.Invalid(field, text, "must not be greater than 100%");
                }

                break;
            default:
                break;
        }
    }

    private static void CheckStatus(FieldChecker check, JsonObject status)
    {
        using var _ = check.In("status");
        foreach (var condition in check.Each(status, "conditions"))
        {
            check.OneOf(condition, "status", Statuses);
            check.Need(condition, "reason");
        }

        foreach (var count in Counts)
        {
            check.NonNegative(status, count);
        }
    }

    private static JsonObject Shown(JsonObject spec) => new()
    {
        ["MinAvailable"] = spec["minAvailable"]?.DeepClone(),
        ["Selector"] = spec["selector"]?.DeepClone(),
        ["MaxUnavailable"] = spec["maxUnavailable"]?.DeepClone(),
        ["UnhealthyPodEvictionPolicy"] = spec["unhealthyPodEvictionPolicy"]?.DeepClone(),
    };
}
