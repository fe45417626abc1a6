using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Checks;

/// <summary>A kind whose checks are one walk over the object, which on an update sees the former object too.</summary>
internal abstract class WalkedRules : KindRules
{
    public sealed override void Validate(JsonObject obj, List<FieldError> errors) => Check(new FieldChecker(errors), obj, old: null);

    public sealed override void ValidateChange(JsonObject obj, JsonObject old, string subresource, List<FieldError> errors)
    {
        if (subresource == "status")
        {
            CheckStatus(new FieldChecker(errors), obj, old);
        }
        else
        {
            // Other subresources have rules of their own about what they change.
            var check = new FieldChecker(errors);
            Check(check, obj, subresource is "" or "scale" ? old : null);
            CheckSubresource(check, obj, old, subresource);
        }
    }

    /// <summary>Checks an object; the walk stands at its root.</summary>
    /// <param name="check">The walk.</param>
    /// <param name="obj">The object as it would become.</param>
    /// <param name="old">The object as it is; null for a new one.</param>
    protected abstract void Check(FieldChecker check, JsonObject obj, JsonObject? old);

    /// <summary>Checks what an update of another subresource than the status changes.</summary>
    protected virtual void CheckSubresource(FieldChecker check, JsonObject obj, JsonObject old, string subresource)
    {
    }

    /// <summary>Checks an update of the status, which changes nothing else.</summary>
    protected virtual void CheckStatus(FieldChecker check, JsonObject obj, JsonObject old)
    {
    }
}
