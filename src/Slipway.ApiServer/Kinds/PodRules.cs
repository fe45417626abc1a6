using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds;

/// <summary>Pods: defaults and the phase they begin with.</summary>
internal sealed class PodRules : KindRules
{
    public override bool HasGeneration => true;

    public override bool ReturnsDeletedObject => true;

    public override void Default(JsonObject obj)
    {
        PodDefaults.Apply(obj.Ensure("spec"));
        obj.Map("spec")!.Default("enableServiceLinks", true);
    }

    public override void PrepareCreate(JsonObject obj)
    {
        obj["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = "BestEffort" };
        var spec = obj.Map("spec")!;
        spec.Default("preemptionPolicy", "PreemptLowerPriority");
        spec.Default("priority", 0);
    }

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        if (obj.Map("spec")?.List("containers") is not { Count: > 0 })
        {
            errors.Add(FieldError.Required("spec.containers"));
        }
    }
}
