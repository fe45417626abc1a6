using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.ApiServer.Kinds.Core;

namespace Slipway.ApiServer.Kinds.Apps;

/// <summary>DaemonSets.</summary>
internal sealed class DaemonSetRules : WalkedRules
{
    // Written by an API version that is no more; kube-apiserver still keeps it.
    private const string TemplateGeneration = "deprecated.daemonset.template.generation";

    private static readonly string[] Counts =
    [
        "currentNumberScheduled", "numberMisscheduled", "desiredNumberScheduled", "numberReady", "observedGeneration", "updatedNumberScheduled",
        "numberAvailable", "numberUnavailable", "collisionCount",
    ];

    public override bool HasGeneration => true;

    public override void Default(JsonObject obj)
    {
        obj.Ensure("metadata").Ensure("annotations").Default(TemplateGeneration, "0");
        var spec = obj.Ensure("spec");
        PodDefaults.Apply(spec.Ensure("template").Ensure("spec"));
        var strategy = spec.Ensure("updateStrategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            var rolling = strategy.Ensure("rollingUpdate");
            rolling.Default("maxUnavailable", 1);
            rolling.Default("maxSurge", 0);
        }
    }

    public override void PrepareCreate(JsonObject obj) => obj.Ensure("metadata").Ensure("annotations")[TemplateGeneration] = "1";

    public override void PrepareUpdate(JsonObject obj, JsonObject old)
    {
        var before = old.Map("metadata")!.Map("annotations")?.Text(TemplateGeneration) ?? "";
        _ = long.TryParse(before, CultureInfo.InvariantCulture, out var generation);
        generation += JsonNode.DeepEquals(obj.Map("spec")?["template"], old.Map("spec")?["template"]) ? 0 : 1;
        obj.Ensure("metadata").Ensure("annotations")[TemplateGeneration] = generation.ToString(CultureInfo.InvariantCulture);
    }

    protected override void CheckStatus(FieldChecker check, JsonObject obj, JsonObject old)
    {
        using (check.In("status"))
        {
            foreach (var count in Counts)
            {
                check.NonNegative(obj.Map("status") ?? [], count);
            }
        }
    }

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        var spec = obj.Map("spec")!;
        using (check.In("spec"))
        {
            if (old is not null)
            {
                check.UnchangedShown(spec, old.Map("spec"), "selector");
            }

            CheckSelector(check, spec);
            TemplateChecks.Check(check, spec, "DaemonSet");
            check.NonNegative(spec, "minReadySeconds");
            CheckStrategy(check, spec.Map("updateStrategy")!);
            check.NonNegative(spec, "revisionHistoryLimit");
        }
    }

    private static void CheckSelector(FieldChecker check, JsonObject spec)
    {
        var before = check.Count;
        check.LabelSelector(spec, "selector");
        if (check.Count == before)
        {
            TemplateChecks.CheckMatch(check, spec);
        }

        if (spec.Map("selector") is { } selector && TemplateChecks.IsEmpty(selector))
        {
            check.InvalidShown("selector", "{}", "empty selector is invalid for daemonset");
        }
    }

    private static void CheckStrategy(FieldChecker check, JsonObject strategy)
    {
        switch (strategy.Text("type"))
        {
            case "OnDelete":
                break;
            case "RollingUpdate" when strategy.Map("rollingUpdate") is { } rolling:
                using (check.In("updateStrategy"))
                using (check.In("rollingUpdate"))
                {
                    CheckRolling(check, rolling);
                }

                break;
            default:
                check.NotSupported("updateStrategy", TemplateChecks.ShownStrategy(strategy), "RollingUpdate", "OnDelete");
                break;
        }
    }

    private static void CheckRolling(FieldChecker check, JsonObject rolling)
    {
        RolloutChecks.CheckAmount(check, rolling, "maxUnavailable");
        RolloutChecks.CheckAmount(check, rolling, "maxSurge");
        RolloutChecks.CheckNotMoreThanAll(check, rolling, "maxUnavailable");
        RolloutChecks.CheckNotMoreThanAll(check, rolling, "maxSurge");
        switch (RolloutChecks.IsZero(rolling, "maxUnavailable"), RolloutChecks.IsZero(rolling, "maxSurge"))
        {
            case (false, false):
                check.Invalid("maxSurge", rolling["maxSurge"], "may not be set when maxUnavailable is non-zero");
                break;
            case (true, true):
                check.Required("maxUnavailable", "cannot be 0 when maxSurge is 0");
                break;
            default:
                break;
        }
    }
}
