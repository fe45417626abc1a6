using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;

namespace Slipway.Api.Admission;

/// <summary>Brings JSON documents to the typed rules of a kind, and what these set back.</summary>
internal sealed class KindAdmission<T>(ResourceType<T> type, IKindRules<T> rules) : KindAdmission
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly IKindDefaults<T>? _defaults = rules as IKindDefaults<T>;

    public override ResourceType Type => type;

    public override bool HasDefaults => _defaults is not null;

    public override bool HasScaleRules => rules is IScaleRules<T>;

    public override void Default(JsonObject obj, JsonObject? old, DefaultingContext context)
    {
        if (_defaults is null)
        {
            return;
        }

        T typed;
        T? typedOld;
        try
        {
            typed = obj.Deserialize(type.Json)!;
            typedOld = old?.Deserialize(type.Json);
        }
        catch (JsonException e)
        {
            context.Deny(Denials.Unreadable(DecodingError.Of(obj, type.Json, e)));
            return;
        }

        if (_defaults.Default(typed, typedOld, context))
        {
            var before = KubeJson.ToJsonObject(obj.Deserialize(type.Json)!, type.Json);
            MergePatch.Apply(obj, MergePatch.Diff(before, KubeJson.ToJsonObject(typed, type.Json)));
        }
    }

    public override void Validate(JsonObject obj, JsonObject? old, ValidationContext context)
    {
        try
        {
            rules.Validate(obj.Deserialize(type.Json)!, old?.Deserialize(type.Json), context);
        }
        catch (JsonException e)
        {
            context.Invalid(e.Path?.TrimStart('$', '.') ?? "", null, "has another type than the schema says");
        }
    }

    public override ObjectReference? ReferenceOf(JsonObject obj) =>
        rules is IReferringRules<T> referring ? referring.ReferenceOf(obj.Deserialize(type.Json)!) : null;

    public override void ValidateScale(JsonObject obj, ValidationContext context) =>
        (rules as IScaleRules<T>)?.ValidateScale(obj.Deserialize(type.Json)!, context);
}
