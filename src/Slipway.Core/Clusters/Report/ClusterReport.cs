using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Machines.Report;
using Slipway.Core.Objects;

namespace Slipway.Core.Clusters.Report;

/// <summary>Fills in a Cluster's status.</summary>
internal static class ClusterReport
{
    public static void Fill(ClusterScope scope, PassOutcome outcome, Cluster cluster, DateTimeOffset now)
    {
        if (!scope.IsDeleting && Intermediate.Is(outcome))
        {
            return;
        }

        var status = cluster.Status ??= new ClusterStatus();
        var conditions = status.Conditions ??= [];
        var generation = cluster.Metadata.Generation;
        if (!scope.IsPaused)
        {
            FillFacts(scope, status);
            ClusterCounts.Fill(scope, status);
            Set(ClusterConditions.RemoteConnectionProbe, RemoteConnection.Of(scope, now));
            Set(ClusterConditions.InfrastructureReady, ProviderConditions.InfrastructureReady(scope));
            Set(ClusterConditions.ControlPlaneInitialized, ProviderConditions.ControlPlaneInitialized(scope));
            Set(ClusterConditions.ControlPlaneAvailable, ProviderConditions.ControlPlaneAvailable(scope));
            Set(ClusterConditions.WorkersAvailable, ScalableConditions.WorkersAvailable(scope));
            Set(ClusterConditions.RollingOut, ScalableConditions.RollingOut(scope));
            Set(ClusterConditions.ScalingUp, ScalableConditions.ScalingUp(scope));
            Set(ClusterConditions.ScalingDown, ScalableConditions.ScalingDown(scope));
            Set(ClusterConditions.Remediating,
                MachineAggregates.Remediating([.. scope.ControlPlaneMachines, .. scope.WorkerMachines], "not to be remediated"));
            Set(ClusterConditions.ControlPlaneMachinesReady, MachineAggregates.Ready(scope.ControlPlaneMachines, now));
            Set(ClusterConditions.WorkerMachinesReady, MachineAggregates.Ready(scope.WorkerMachines, now));
            Set(ClusterConditions.ControlPlaneMachinesUpToDate, MachineAggregates.UpToDate(scope.ControlPlaneMachines, now));
            Set(ClusterConditions.WorkerMachinesUpToDate, MachineAggregates.UpToDate(scope.WorkerMachines, now));
            Set(ClusterConditions.Deleting, ClusterDeleting.Of(scope, outcome));
            Set(ClusterConditions.Available, ClusterAvailable.Of(cluster, conditions));
            ClusterDeprecatedConditions.Fill(scope, status, now);
            if (!outcome.Failed)
            {
                status.ObservedGeneration = generation;
            }
        }

        Set(ClusterConditions.Paused, Pausing.Condition(scope.Cluster, cluster.Metadata, "Cluster"));

        void Set(string type, ConditionState state) => conditions.Set(type, state, generation, now);
    }

    private static void FillFacts(ClusterScope scope, ClusterStatus status)
    {
        if (scope.IsInfrastructureProvisioned)
        {
            (status.Initialization ??= new()).InfrastructureProvisioned = true;
        }

        if (scope.IsControlPlaneInitialized)
        {
            (status.Initialization ??= new()).ControlPlaneInitialized = true;
        }

        if (scope.Infrastructure?.ValueOrNull is { } infrastructure && InfrastructureClusterContract.IsProvisioned(infrastructure))
        {
            status.FailureDomains = InfrastructureClusterContract.FailureDomains(infrastructure);
        }

        ContractMirror.Failure(scope.Infrastructure?.ValueOrNull, Note);
        ContractMirror.Failure(scope.ControlPlane?.ValueOrNull, Note);
        status.Phase = scope.Phase;

        void Note(string? reason, string? message)
        {
            var deprecated = (status.Deprecated ??= new()).V1Beta1 ??= new();
            deprecated.FailureReason = reason ?? deprecated.FailureReason;
            deprecated.FailureMessage = message ?? deprecated.FailureMessage;
        }
    }
}
