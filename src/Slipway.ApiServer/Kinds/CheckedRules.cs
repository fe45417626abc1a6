using System.Text.Json.Nodes;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds;

/// <summary>A kind whose checks are written with a <see cref="FieldChecker"/>.</summary>
internal abstract class CheckedRules : KindRules
{
    public sealed override void Validate(JsonObject obj, List<FieldError> errors) => Check(new FieldChecker(errors), obj);

    public sealed override void ValidateUpdate(JsonObject obj, JsonObject old, List<FieldError> errors) =>
        CheckUpdate(new FieldChecker(errors), obj, old);

    /// <summary>Checks an object, new or changed.</summary>
    protected abstract void Check(FieldChecker check, JsonObject obj);

    /// <summary>Checks what is wrong with a change, on top of <see cref="Check"/>.</summary>
    protected virtual void CheckUpdate(FieldChecker check, JsonObject obj, JsonObject old)
    {
    }
}
