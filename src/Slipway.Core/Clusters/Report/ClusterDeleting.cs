using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters.Phases;
using Slipway.Core.Objects;

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

    public static ConditionState Of(ClusterScope scope, PassOutcome outcome) => DeletionStage.Of(scope.IsDeleting, outcome, Reasons);
}
