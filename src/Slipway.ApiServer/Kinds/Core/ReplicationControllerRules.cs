using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Apps;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>ReplicationControllers: a selector and labels that follow from the template's labels.</summary>
internal sealed class ReplicationControllerRules : WalkedRules
{
    public override bool HasGeneration => true;

    public override bool OrphansByDefault => true;

    public override void Default(JsonObject obj)
    {
        if (obj.Map("spec") is not { } spec || spec.Map("template") is not { } template)
        {
            return;
        }

        PodDefaults.Apply(template.Ensure("spec"));
        if (template.Map("metadata")?.Map("labels") is { Count: > 0 } labels)
        {
            spec.Default("selector", labels.DeepClone());
            obj.Ensure("metadata").Default("labels", labels.DeepClone());
        }
    }

    protected override void CheckStatus(FieldChecker check, JsonObject obj, JsonObject old) =>
        ReplicaStatusChecks.Check(check, obj, "fullyLabeledReplicas", "readyReplicas", "availableReplicas");

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        var spec = obj.Map("spec")!;
        using (check.In("spec"))
        {
            check.NonNegative(spec, "minReadySeconds");
            if (spec.Map("selector") is not { Count: > 0 } selector)
            {
                selector = [];
                check.Required("selector");
            }

            check.NonNegative(spec, "replicas");
            if (spec.Map("template") is not { } template)
            {
                check.Required("template");
                return;
            }

            var labels = template.Map("metadata")?.Map("labels");
            if (selector.Any(l => !JsonNode.DeepEquals(labels?[l.Key], l.Value)))
            {
                check.Shown("template.metadata.labels", labels, "`selector` does not match template `labels`");
            }

            TemplateChecks.Check(check, spec, "ReplicationController");
        }
    }
}
