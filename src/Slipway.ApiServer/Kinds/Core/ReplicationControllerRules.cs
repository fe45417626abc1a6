using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>ReplicationControllers: a selector and labels that follow from the template's labels.</summary>
internal sealed class ReplicationControllerRules : KindRules
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
}
