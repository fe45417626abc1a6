using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters.Phases;

namespace Slipway.Core.Clusters.Report;

/// <summary>Condition Deleting: the step that is under way.</summary>
internal static class ClusterDeleting
{
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        [ClusterDeletionSteps.Workers] = ConditionReasons.WaitingForWorkersDeletion,
        [ClusterDeletionSteps.ControlPlane] = ClusterReasons.WaitingForControlPlaneDeletion,
        [ClusterDeletionSteps.Infrastructure] = ConditionReasons.WaitingForInfrastructureDeletion,
        [ClusterDeletionSteps.Finalizer] = ConditionReasons.DeletionCompleted,
    };

    public static ConditionState Of(ClusterScope scope, PassOutcome outcome)
    {
        if (!scope.IsDeleting)
        {
            return ConditionState.False(ConditionReasons.NotDeleting);
        }

        var step = outcome.Phases.FirstOrDefault(p => p.Result is not PhaseResult.Done);
        if (step is null || !Reasons.TryGetValue(step.Phase, out var reason))
        {
            return ConditionState.True(ConditionReasons.Deleting);
        }

        return step switch
        {
            { FailureMessage: { } failure } => ConditionState.True(reason, failure),
            { Result: PhaseResult.Fail(_, var message) } => ConditionState.True(reason, message),
            { Result: PhaseResult.Wait(_, var message, _) } => ConditionState.True(reason, message),
            _ => ConditionState.True(reason),
        };
    }
}
