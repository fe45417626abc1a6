using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.ApiServer.Kinds.Core;

namespace Slipway.ApiServer.Kinds.Apps;

/// <summary>ReplicaSets.</summary>
internal sealed class ReplicaSetRules : WalkedRules
{
    public override bool HasGeneration => true;

    public override void Default(JsonObject obj) => PodDefaults.Apply(obj.Ensure("spec").Ensure("template").Ensure("spec"));

    protected override void CheckStatus(FieldChecker check, JsonObject obj, JsonObject old) =>
        ReplicaStatusChecks.Check(check, obj, "fullyLabeledReplicas", "readyReplicas", "availableReplicas");

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        var spec = obj.Map("spec")!;
        using (check.In("spec"))
        {
            check.NonNegative(spec, "replicas");
            check.NonNegative(spec, "minReadySeconds");

            // The word is upstream's.
            if (TemplateChecks.CheckSelector(check, spec, "deployment"))
            {
                TemplateChecks.CheckMatch(check, spec);
                TemplateChecks.Check(check, spec, "ReplicaSet");
            }
            else
            {
                check.Shown("selector", spec["selector"], "invalid label selector");
            }

            if (old is not null)
            {
                check.UnchangedShown(spec, old.Map("spec"), "selector");
            }
        }
    }
}
