using Slipway.Api.Conditions;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Core.Objects;

/// <summary>Condition Deleting of kinds that are taken apart step by step.</summary>
internal static class DeletionStage
{
    /// <summary>The step that is under way, and what it waits for.</summary>
    /// <param name="deleting">Whether the object is being deleted.</param>
    /// <param name="outcome">The pass's outcome.</param>
    /// <param name="reasons">The reason of each step, by its phase's name.</param>
    public static ConditionState Of(bool deleting, PassOutcome outcome, IReadOnlyDictionary<string, string> reasons)
    {
        if (!deleting)
        {
            return ConditionState.False(ConditionReasons.NotDeleting);
        }

        var step = outcome.Phases.FirstOrDefault(p => p.Result is not PhaseResult.Done);
        if (step is null || !reasons.TryGetValue(step.Phase, out var reason))
        {
            return ConditionState.True(ConditionReasons.Deleting);
        }

        return step switch
        {
            { FailureMessage: { } failure } => ConditionState.True(reason, failure),
            { Result: PhaseResult.Fail(_, var message) } => ConditionState.True(reason, message),
            { Result: PhaseResult.Wait(_, var message, _) } => ConditionState.True(reason, message),
            { Result: PhaseResult.Do { Message: var message } } => ConditionState.True(reason, message),
            _ => ConditionState.True(reason),
        };
    }
}
