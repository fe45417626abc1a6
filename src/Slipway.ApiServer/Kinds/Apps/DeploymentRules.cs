using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.ApiServer.Kinds.Core;

namespace Slipway.ApiServer.Kinds.Apps;

/// <summary>Deployments.</summary>
internal sealed class DeploymentRules : WalkedRules
{
    public override bool HasGeneration => true;

    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        PodDefaults.Apply(spec.Ensure("template").Ensure("spec"));
        var strategy = spec.Ensure("strategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            var rolling = strategy.Ensure("rollingUpdate");
            rolling.Default("maxUnavailable", "25%");
            rolling.Default("maxSurge", "25%");
        }
    }

    // Annotations say how a rollout goes on, so they count as desired state.
    public override bool DesiredStateDiffers(JsonObject obj, JsonObject old) => base.DesiredStateDiffers(obj, old)
        || !JsonNode.DeepEquals(obj.Map("metadata")?["annotations"], old.Map("metadata")?["annotations"]);

    public override void PrepareSubresourceUpdate(string subresource, JsonObject obj, JsonObject old) =>
        obj.Ensure("metadata").RestoreFrom("labels", old.Map("metadata")!);

    protected override void CheckStatus(FieldChecker check, JsonObject obj, JsonObject old) =>
        ReplicaStatusChecks.Check(check, obj, "updatedReplicas", "readyReplicas", "availableReplicas");

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        var spec = obj.Map("spec")!;
        using (check.In("spec"))
        {
            check.NonNegative(spec, "replicas");
            if (TemplateChecks.CheckSelector(check, spec, "deployment"))
            {
                TemplateChecks.CheckMatch(check, spec);
                TemplateChecks.Check(check, spec, "ReplicaSet");
            }
            else
            {
                check.Shown("selector", spec["selector"], "invalid label selector");
            }

            CheckStrategy(check, spec.Map("strategy")!);
            check.NonNegative(spec, "minReadySeconds");
            check.NonNegative(spec, "revisionHistoryLimit");
            check.NonNegative(spec, "progressDeadlineSeconds");
            if (spec.Integer("progressDeadlineSeconds") is { } deadline && deadline <= (spec.Integer("minReadySeconds") ?? 0))
            {
                check.Invalid("progressDeadlineSeconds", deadline, "must be greater than minReadySeconds");
            }

            if (old is not null)
            {
                check.UnchangedShown(spec, old.Map("spec"), "selector");
            }
        }
    }

    private static void CheckStrategy(FieldChecker check, JsonObject strategy)
    {
        switch (strategy.Text("type"))
        {
            case "Recreate" when strategy.ContainsKey("rollingUpdate"):
                check.Forbidden("strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'");
                break;
            case "RollingUpdate" when strategy.Map("rollingUpdate") is { } rolling:
                using (check.In("strategy"))
                using (check.In("rollingUpdate"))
                {
                    RolloutChecks.CheckAmount(check, rolling, "maxUnavailable");
                    RolloutChecks.CheckAmount(check, rolling, "maxSurge");
                    if (RolloutChecks.IsZero(rolling, "maxUnavailable") && RolloutChecks.IsZero(rolling, "maxSurge"))
                    {
                        check.Invalid("maxUnavailable", rolling["maxUnavailable"], "may not be 0 when `maxSurge` is 0");
                    }

                    RolloutChecks.CheckNotMoreThanAll(check, rolling, "maxUnavailable");
                }

                break;
            case "Recreate" or "RollingUpdate":
                break;
            default:
                check.NotSupported("strategy", TemplateChecks.ShownStrategy(strategy), "Recreate", "RollingUpdate");
                break;
        }
    }
}
