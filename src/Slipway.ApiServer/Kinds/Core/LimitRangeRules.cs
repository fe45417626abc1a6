using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.ApiServer.Kinds.Core.Pods;
using Slipway.Kubernetes.Quantities;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>LimitRanges: what a container gets by default follows from its bounds.</summary>
internal sealed class LimitRangeRules : WalkedRules
{
    private static readonly string[] Types = ["Container", "Pod", "PersistentVolumeClaim"];
    private static readonly string[] Amounts = ["max", "min", "default", "defaultRequest", "maxLimitRequestRatio"];

    public override bool CreatesOnUpdate => true;

    public override void Default(JsonObject obj)
    {
        foreach (var item in Items(obj.Map("spec"), "limits").Where(i => i.Text("type") == "Container"))
        {
            Fill(item, "default", "max");
            Fill(item, "defaultRequest", "default");
            Fill(item, "defaultRequest", "min");
        }
    }

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using (check.In("spec"))
        {
            foreach (var item in check.Each(obj.Map("spec")!, "limits"))
            {
                CheckType(check, item.Text("type"));
                if (!seen.Add(item.Text("type")))
                {
                    check.Duplicate("type", item.Text("type"));
                }

                CheckItem(check, item);
            }
        }
    }

    private static void Fill(JsonObject item, string field, string source)
    {
        if (item.Map(source) is { Count: > 0 } amounts)
        {
            PodDefaults.FillFrom(item.Ensure(field), amounts);
        }
    }

    private static void CheckType(FieldChecker check, string type)
    {
        var before = check.Count;
        check.LabelKey("type", type);
        if (check.Count == before && !type.Contains('/', StringComparison.Ordinal) && Array.IndexOf(Types, type) < 0)
        {
            check.Invalid("type", type, "must be a standard limit type or fully qualified");
        }
    }

    private static void CheckItem(FieldChecker check, JsonObject item)
    {
        var type = item.Text("type");
        foreach (var field in Amounts)
        {
            if (item.Map(field) is not { Count: > 0 } amounts)
            {
                continue;
            }

            if (type == "Pod" && field is "default" or "defaultRequest")
            {
                check.Forbidden(field, "may not be specified when `type` is 'Pod'");
                continue;
            }

            foreach (var (name, _) in amounts)
            {
                using (check.InKey(field, name))
                {
                    ResourceChecks.CheckName(check, name, isContainer: type is "Pod" or "Container");
                }
            }
        }

        if (type == "PersistentVolumeClaim" && item.Map("min")?["storage"] is null && item.Map("max")?["storage"] is null)
        {
            check.Required("limits", "either minimum or maximum storage value is required, but neither was provided");
        }

        foreach (var (name, ratio) in item.Map("maxLimitRequestRatio") ?? [])
        {
            if (Quantity.TryParse(ratio?.ToString() ?? "", out var quantity) && quantity < Quantity.Parse("1"))
            {
                using (check.InKey("maxLimitRequestRatio", name))
                {
                    check.Invalid("", ratio, $"ratio {ratio} is less than 1");
                }
            }
        }

        CheckOrder(check, item, "min", "min", "max", "min value {0} is greater than max value {1}");
        CheckOrder(check, item, "defaultRequest", "min", "defaultRequest", "min value {0} is greater than default request value {1}");
        CheckOrder(check, item, "defaultRequest", "defaultRequest", "max", "default request value {0} is greater than max value {1}");
        CheckOrder(
            check, item, "defaultRequest", "defaultRequest", "default", "default request value {0} is greater than default limit value {1}");
        CheckOrder(check, item, "default", "min", "default", "min value {0} is greater than default value {1}");
        CheckOrder(check, item, "default", "default", "max", "default value {0} is greater than max value {1}");
    }

    private static void CheckOrder(FieldChecker check, JsonObject item, string told, string lower, string upper, string text)
    {
        // Of a default limit, upstream shows the lowest or highest value instead.
        foreach (var (name, amount) in item.Map(lower) ?? [])
        {
            if (item.Map(upper)?[name] is { } bound
                && Quantity.TryParse(amount?.ToString() ?? "", out var low) && Quantity.TryParse(bound.ToString(), out var high) && low > high)
            {
                using (check.InKey(told, name))
                {
                    check.Invalid("", item.Map(told == "default" ? (lower == "default" ? upper : lower) : told)?[name], string.Format(null, text, amount, bound));
                }
            }
        }
    }
}
