using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;

namespace Slipway.Core.Clusters.Phases;

/// <summary>Deletes an object that provides the cluster and waits until it is gone; then lets the Cluster go.</summary>
internal static class ProviderDeletionPhase
{
    public static Phase<ClusterScope> ControlPlane { get; } = new(
        ClusterDeletionSteps.ControlPlane, (scope, _) => Decide(scope.ControlPlane, ClusterReasons.WaitingForControlPlaneDeletion));

    public static Phase<ClusterScope> Infrastructure { get; } = new(
        ClusterDeletionSteps.Infrastructure, (scope, _) => Decide(scope.Infrastructure, ConditionReasons.WaitingForInfrastructureDeletion));

    public static Phase<ClusterScope> Finalizer { get; } = new(
        ClusterDeletionSteps.Finalizer, (scope, _) => new PhaseResult.Do(
        [
            new Effect.RemoveFinalizer("all that belongs to the cluster is gone"),
            new Effect.Emit("Normal", "Deleted", $"Cluster {scope.Cluster.Metadata.Name} has been deleted"),
        ])
        {
            Message = "Deletion completed",
        });

    private static PhaseResult Decide(Observed<ContractObject>? part, string reason) => PartDeletion.Decide(part, "Cluster", reason);
}
