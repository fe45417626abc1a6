using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;

namespace Slipway.Core.Clusters.Phases;

/// <summary>Owns the objects that provide the cluster.</summary>
internal static class ClusterReferencePhase
{
    public static Phase<ClusterScope> Infrastructure { get; } = new("Infrastructure", (scope, _) => Decide(
        scope.Cluster, scope.Infrastructure, scope.Cluster.Spec?.InfrastructureRef, scope.Cluster.Status?.Initialization?.InfrastructureProvisioned == true));

    public static Phase<ClusterScope> ControlPlane { get; } = new("ControlPlane", (scope, _) => Decide(
        scope.Cluster, scope.ControlPlane, scope.Cluster.Spec?.ControlPlaneRef, scope.Cluster.Status?.Initialization?.ControlPlaneInitialized == true));

    private static PhaseResult Decide(
        Cluster cluster, Observed<ContractObject>? observed, ContractVersionedObjectReference? reference, bool hadBeenThere)
    {
        switch (observed)
        {
            case null:
                return PhaseResult.Completed;
            case Observed<ContractObject>.Unknown(var code, var message):
                return PhaseResult.FailWith(code, message);
            case Observed<ContractObject>.Found(var found):
                // A plain owner and not a controller, so that others can manage the object; a topology manages what it made.
                var owner = cluster.Spec?.Topology is null ? Owners.Plain(CoreTypes.Cluster, cluster) : Owners.Controller(CoreTypes.Cluster, cluster);
                var patch = OwnershipPatch.Decide(
                    found.Type,
                    found.Source,
                    owner,
                    [KeyValuePair.Create(ClusterLabels.ClusterName, cluster.Metadata.Name)],
                    $"{found.Kind} belongs to Cluster {cluster.Metadata.Name}");
                return PhaseResult.DoneAfter(patch);
            default:
                return hadBeenThere
                    ? PhaseResult.WaitFor(nameof(ErrorCodes.ObjectDeleted), $"{reference!.Kind} {reference.Name} has been deleted while the Cluster still exists")
                    : PhaseResult.WaitFor(nameof(ErrorCodes.ReferenceNotFound), $"{reference!.Kind} {reference.Name} does not exist");
        }
    }
}
