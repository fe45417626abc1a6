using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Quantities;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Kinds.Nodes;

/// <summary>RuntimeClasses.</summary>
internal sealed class RuntimeClassRules : CheckedRules
{
    private static readonly string[] Operators = ["Equal", "Exists"];
    private static readonly string[] Effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

    public override bool CreatesOnUpdate => true;

    public override bool AllowsUnconditionalUpdate => false;

    protected override void Check(FieldChecker check, JsonObject obj)
    {
        if (check.Need(obj, "handler"))
        {
            check.Name(obj, "handler", NameRule.Label);
        }

        using (check.In("overhead"))
        {
            // The amounts are checked as a container's limits, and so is what is wrong with them told.
            foreach (var (name, amount) in obj.Map("overhead")?.Map("podFixed") ?? [])
            {
                using var _ = check.InKey("limits", name);
                if (Quantity.TryParse(amount?.ToString() ?? "", out var quantity) && quantity < default(Quantity))
                {
                    check.Invalid("", amount, CommonChecks.NotNegative);
                }
            }
        }

        if (obj.Map("scheduling") is { } scheduling)
        {
            using var _ = check.In("scheduling");
            check.Labels(scheduling, "nodeSelector");
            foreach (var toleration in check.Each(scheduling, "tolerations"))
            {
                CheckToleration(check, toleration);
            }
        }
    }

    protected override void CheckUpdate(FieldChecker check, JsonObject obj, JsonObject old) => check.Unchanged(obj, old, "handler");

    private static void CheckToleration(FieldChecker check, JsonObject toleration)
    {
        var (key, value, comparison) = (toleration.Text("key"), toleration.Text("value"), toleration.Text("operator"));
        if (key.Length > 0)
        {
            check.LabelKey("key", key);
        }
        else if (comparison != "Exists")
        {
            check.Invalid("operator", comparison, "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
        }

        if (toleration.ContainsKey("tolerationSeconds") && toleration.Text("effect") != "NoExecute")
        {
            check.Invalid("effect", toleration.Text("effect"), "effect must be 'NoExecute' when `tolerationSeconds` is set");
        }

        if (comparison is "Equal" or "")
        {
            if (LabelSyntax.ValueError(value) is { } error)
            {
                check.Invalid("operator", value, error);
            }
        }
        else if (comparison != "Exists")
        {
            check.NotSupported("operator", comparison, Operators);
        }
        else if (value.Length > 0)
        {
            check.Invalid("operator", value, "value must be empty when `operator` is 'Exists'");
        }

        if (toleration.Text("effect").Length > 0)
        {
            check.OneOf(toleration, "effect", Effects);
        }
    }
}
