using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

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

    private static PhaseResult Decide(Observed<ContractObject>? observed, string reason)
    {
        switch (observed)
        {
            case Observed<ContractObject>.Unknown(var code, var message):
                return PhaseResult.FailWith(code, message);
            case Observed<ContractObject>.Found({ Source.IsDeleting: true } found):
                return PhaseResult.WaitFor(reason, Message(found));
            case Observed<ContractObject>.Found(var found):
                return new PhaseResult.Do(
                    [new Effect.Delete(found.Type, found.Source.Key, found.Source.Metadata.Uid, "the Cluster is being deleted")])
                {
                    Message = Message(found),
                };
            default:
                return PhaseResult.Completed;
        }
    }

    private static string Message(ContractObject part) => $"Waiting for {part.Kind} to be deleted";
}
