using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>Namespaces: the name label, the finalizer that holds them until they are empty, the phase.</summary>
internal sealed class NamespaceRules : KindRules
{
    public const string Finalizer = "kubernetes";

    private const string NameLabel = "kubernetes.io/metadata.name";

    public override NameRule NameRule => NameRule.Label;

    public override void Default(JsonObject obj)
    {
        var metadata = obj.Ensure("metadata");
        if (metadata.Text("name") is { Length: > 0 } name)
        {
            metadata.Ensure("labels")[NameLabel] = name;
        }
    }

    public override void PrepareCreate(JsonObject obj)
    {
        obj.Ensure("metadata").Ensure("labels")[NameLabel] = obj.Map("metadata")!.Text("name");
        obj.Ensure("spec").Default("finalizers", new JsonArray(Finalizer));
    }

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        foreach (var finalizer in obj.Map("spec")?.Texts("finalizers") ?? [])
        {
            if (LabelSyntax.KeyError(finalizer) is { } error)
            {
                errors.Add(FieldError.Invalid("spec.finalizers", finalizer, error));
            }
            else if (finalizer != Finalizer && !finalizer.Contains('/', StringComparison.Ordinal))
            {
                errors.Add(FieldError.Invalid(
                    "spec.finalizers", finalizer, "name is neither a standard finalizer name nor is it fully qualified"));
            }
        }
    }

    public override void PrepareUpdate(JsonObject obj, JsonObject old)
    {
        var finalizers = old.Map("spec")?["finalizers"]?.DeepClone();
        if (finalizers is not null)
        {
            obj.Ensure("spec")["finalizers"] = finalizers;
        }
        else
        {
            obj.TakeFrom("spec", old);
        }
    }

    public override void ValidateChange(JsonObject obj, JsonObject old, string subresource, List<FieldError> errors)
    {
        if (subresource == "finalize")
        {
            ValidateFinalizers(obj.Map("spec"), errors);
            return;
        }

        base.ValidateChange(obj, old, subresource, errors);
        if (subresource == "status")
        {
            ValidatePhase(obj, errors);
        }
    }

    private static void ValidateFinalizers(JsonObject? spec, List<FieldError> errors)
    {
        var i = 0;
        foreach (var finalizer in spec?.Texts("finalizers") ?? [])
        {
            if (finalizer != Finalizer && !finalizer.Contains('/', StringComparison.Ordinal))
            {
                errors.Add(FieldError.Invalid(
                    $"spec.finalizers[{i}]", finalizer, "name is neither a standard finalizer name nor is it fully qualified"));
            }

            i++;
        }
    }

    private static void ValidatePhase(JsonObject obj, List<FieldError> errors)
    {
        var phase = obj.Map("status")?.Text("phase") ?? "";
        var wanted = obj.Map("metadata")!.ContainsKey("deletionTimestamp") ? "Terminating" : "Active";
        if (phase != wanted && phase.Length > 0)
        {
            var condition = wanted == "Active" ? "is empty" : "is not empty";
            errors.Add(FieldError.Invalid("status.Phase", phase, $"may only be '{wanted}' if `deletionTimestamp` {condition}"));
        }
    }

    public override void PrepareDelete(JsonObject obj) => obj.Ensure("status")["phase"] = "Terminating";

    public override bool IsHeld(JsonObject obj) => base.IsHeld(obj) || obj.Map("spec")?.List("finalizers") is { Count: > 0 };
}
