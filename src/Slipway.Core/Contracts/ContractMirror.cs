using Slipway.Api.Conditions;
using Slipway.Api.Shared;

namespace Slipway.Core.Contracts;

/// <summary>Conditions of core objects that say what a provider's object says.</summary>
internal static class ContractMirror
{
    private const string NoReasonReported = nameof(NoReasonReported);

    /// <summary>What the object's condition says.</summary>
    /// <param name="obj">The provider's object.</param>
    /// <param name="type">The condition's type.</param>
    /// <param name="goodReason">The reason of a condition that is True and, being of v1beta1, has none.</param>
    /// <param name="fallback">What to say of an object that does not report the condition.</param>
    public static ConditionState Of(ContractObject obj, string type, string goodReason, ConditionState fallback)
    {
        var condition = obj.Condition(type);
        if (condition is { Status: not (ConditionStatus.True or ConditionStatus.False or ConditionStatus.Unknown) })
        {
            return ConditionState.Unknown(
                ConditionReasons.InvalidConditionReported,
                $"{obj.Kind} {obj.Source.Metadata.Name} reports condition {type} with status \"{condition.Status}\": True, False or Unknown was expected");
        }

        var state = ConditionMirror.Of(condition, type, fallback);
        return state is { Status: ConditionStatus.True, Reason: NoReasonReported } ? state with { Reason = goodReason } : state;
    }

    /// <summary>What the object's condition says in the form of v1beta1.</summary>
    /// <param name="obj">The provider's object.</param>
    /// <param name="type">The condition's type.</param>
    /// <param name="done">Whether what the condition is about is done, for an object that does not report it.</param>
    /// <param name="waiting">The reason while it is not.</param>
    public static DeprecatedConditionState Deprecated(ContractObject obj, string type, bool done, string waiting) =>
        obj.DeprecatedCondition(type) ?? (done ? DeprecatedConditionState.True() : DeprecatedConditionState.Info(waiting));

    /// <summary>Notes a failure for good, as providers of v1beta1 report it. It stays.</summary>
    /// <param name="obj">The provider's object; null when it could not be read.</param>
    /// <param name="note">Takes the reason and the message, either of which may be null.</param>
    public static void Failure(ContractObject? obj, Action<string?, string?> note)
    {
        var (reason, message) = (obj?.Text("status", "failureReason"), obj?.Text("status", "failureMessage"));
        if (reason is not null || message is not null)
        {
            var kind = obj!.Type.Kind;
            var from = $"{kind.ApiVersion}, Kind={kind.Kind} with name \"{obj.Source.Metadata.Name}\"";
            note(reason, message is null ? null : $"Failure detected from referenced resource {from}: {message}");
        }
    }
}
