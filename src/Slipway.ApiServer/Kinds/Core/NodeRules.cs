using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>Nodes: a provider ID is given once.</summary>
internal sealed class NodeRules : KindRules
{
    public override void Default(JsonObject obj)
    {
        if (obj.Map("status") is { } status && status.Map("capacity") is { } capacity)
        {
            status.Default("allocatable", capacity.DeepClone());
        }
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, List<FieldError> errors)
    {
        var before = old.Map("spec")?.Text("providerID") ?? "";
        if (before.Length > 0 && obj.Map("spec")?.Text("providerID") != before)
        {
            errors.Add(FieldError.Forbidden("spec.providerID", "node updates may not change providerID except from \"\" to valid"));
        }
    }
}
