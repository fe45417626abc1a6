using Slipway.Api.Shared;

namespace Slipway.Api.Conditions;

/// <summary>One condition out of another object's.</summary>
public static class ConditionMirror
{
    private const string NoReasonReported = "NoReasonReported";

    /// <summary>
    /// Says what the other object's condition says. An object that does not report it is judged by the fallback; without one
    /// the result is Unknown.
    /// </summary>
    /// <param name="condition">The condition as read; null when the object has none.</param>
    /// <param name="type">Its type, for the message.</param>
    /// <param name="fallback">What to say instead of a condition that is missing.</param>
    public static ConditionState Of(Condition? condition, string type, ConditionState? fallback = null)
    {
        if (condition is null)
        {
            return fallback
                ?? ConditionState.Unknown(ConditionMerge.NotYetReportedReason, ConditionMessages.NotYetReported(type));
        }

        var state = ConditionState.Of(condition);
        return state.Reason.Length == 0 ? state with { Reason = NoReasonReported } : state;
    }
}
