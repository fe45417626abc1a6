using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.ApiServer.Kinds.Core;

namespace Slipway.ApiServer.Kinds.Apps;

/// <summary>StatefulSets.</summary>
internal sealed class StatefulSetRules : WalkedRules
{
    private const string Unchangeable =
        "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', "
        + "'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

    private static readonly string[] Changeable =
        ["replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "minReadySeconds"];

    private static readonly string[] Retentions = ["Retain", "Delete"];

    public override NameRule NameRule => NameRule.Label;

    public override bool HasGeneration => true;

    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        PodDefaults.Apply(spec.Ensure("template").Ensure("spec"));
        foreach (var claim in Items(spec, "volumeClaimTemplates"))
        {
            claim["kind"] = "PersistentVolumeClaim";
            claim["apiVersion"] = "v1";
        }

        // Unlike others, a strategy whose type is given gets no parameters.
        var strategy = spec.Ensure("updateStrategy");
        if (strategy.Text("type").Length == 0)
        {
            strategy["type"] = "RollingUpdate";
            strategy.Ensure("rollingUpdate");
        }

        if (strategy.Text("type") == "RollingUpdate")
        {
            strategy.Map("rollingUpdate")?.Default("partition", 0);
        }
    }

    protected override void CheckStatus(FieldChecker check, JsonObject obj, JsonObject old) =>
        ReplicaStatusChecks.Check(check, obj, "readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas");

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        var spec = obj.Map("spec")!;
        using (check.In("spec"))
        {
            if (spec.Text("podManagementPolicy") is not ("OrderedReady" or "Parallel"))
            {
                check.Invalid("podManagementPolicy", spec["podManagementPolicy"], "must be 'OrderedReady' or 'Parallel'");
            }

            CheckStrategy(check, spec.Map("updateStrategy")!);
            if (spec.Map("persistentVolumeClaimRetentionPolicy") is { } retention)
            {
                using (check.In("persistentVolumeClaimRetentionPolicy"))
                {
                    check.OneOf(retention, "whenDeleted", Retentions);
                    check.OneOf(retention, "whenScaled", Retentions);
                }
            }

            if (old is null)
            {
                CheckClaims(check, spec);
            }

            check.NonNegative(spec, "replicas");
            check.NonNegative(spec, "minReadySeconds");
            if (spec.Map("ordinals")?.Integer("start") is < 0 and var start)
            {
                check.Invalid("ordinals.start", start, CommonChecks.NotNegative);
            }

            if (old is null)
            {
                check.NameIfAny(spec, "serviceName", NameRule.Label);
            }

            CheckTemplate(check, spec);
        }

        if (old is not null && IsForbidden(spec, old.Map("spec")!))
        {
            check.Forbidden("spec", Unchangeable);
        }
    }

    private static bool IsForbidden(JsonObject spec, JsonObject old) =>
        spec.Select(f => f.Key).Union(old.Select(f => f.Key), StringComparer.Ordinal)
            .Any(f => Array.IndexOf(Changeable, f) < 0 && !JsonNode.DeepEquals(spec[f], old[f]));

    private static void CheckTemplate(FieldChecker check, JsonObject spec)
    {
        var claims = KindRules.Items(spec, "volumeClaimTemplates").Select(c => c.Map("metadata")?.Text("name") ?? "").ToArray();
        if (TemplateChecks.CheckSelector(check, spec, "statefulset"))
        {
            TemplateChecks.CheckMatch(check, spec);
            TemplateChecks.Check(check, spec, "StatefulSet", claims);
        }
        else
        {
            check.Shown("selector", spec["selector"], "");
        }
    }

    private static void CheckClaims(FieldChecker check, JsonObject spec)
    {
        foreach (var claim in check.Each(spec, "volumeClaimTemplates"))
        {
            using (check.In("spec"))
            {
                ClaimChecks.Check(check, claim.Map("spec") ?? []);
            }
        }
    }

    private static void CheckStrategy(FieldChecker check, JsonObject strategy)
    {
        var rolling = strategy.Map("rollingUpdate");
        switch (strategy.Text("type"))
        {
            case "OnDelete" when rolling is not null:
                check.Shown(
                    "updateStrategy.rollingUpdate",
                    new JsonObject { ["Partition"] = rolling.Integer("partition") ?? 0, ["MaxUnavailable"] = rolling["maxUnavailable"]?.DeepClone() },
                    "only allowed for updateStrategy 'RollingUpdate'");
                break;
            case "RollingUpdate" when rolling is not null:
                using (check.In("updateStrategy"))
                using (check.In("rollingUpdate"))
                {
                    check.NonNegative(rolling, "partition");
                }

                break;
            case "OnDelete" or "RollingUpdate":
                break;
            default:
                check.Shown("updateStrategy", TemplateChecks.ShownStrategy(strategy), "must be 'RollingUpdate' or 'OnDelete'");
                break;
        }
    }
}
