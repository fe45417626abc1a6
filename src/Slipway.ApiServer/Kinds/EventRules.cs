using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds;

/// <summary>Events of the core group: an event is kept where its object is.</summary>
internal sealed class EventRules : KindRules
{
    public override bool CreatesOnUpdate => true;

    public override void Default(JsonObject obj)
    {
        // The kind's own encoding writes these even when they are not set.
        obj.TryAdd("source", new JsonObject());
        obj.TryAdd("firstTimestamp", null);
        obj.TryAdd("lastTimestamp", null);
        obj.TryAdd("eventTime", null);
        obj.TryAdd("reportingComponent", "");
        obj.TryAdd("reportingInstance", "");
    }

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        var ns = obj.Map("metadata")?.Text("namespace") ?? "";
        var involved = obj.Map("involvedObject")?.Text("namespace") ?? "";
        if (involved.Length == 0 ? ns is not ("default" or "kube-system") : involved != ns)
        {
            errors.Add(FieldError.Invalid("involvedObject.namespace", involved, "does not match event.namespace"));
        }
    }
}
