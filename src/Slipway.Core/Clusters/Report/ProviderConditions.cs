using Slipway.Api.Conditions;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.Clusters.Report;

/// <summary>Conditions of a Cluster that its infrastructure and its control plane decide.</summary>
internal static class ProviderConditions
{
    public static ConditionState InfrastructureReady(ClusterScope scope)
    {
        switch (scope.Infrastructure)
        {
            case null when scope.Cluster.Spec?.Topology is not null:
                return NotGenerated(scope);
            case null:
                return ConditionState.True(ConditionReasons.Ready);
            case Observed<ContractObject>.Found(var infrastructure):
                return ContractMirror.Of(infrastructure, "Ready", ConditionReasons.Ready, scope.IsInfrastructureProvisioned
                    ? ConditionState.True(ConditionReasons.Ready)
                    : ConditionState.False(
                        ConditionReasons.NotReady, $"{infrastructure.Kind} {InfrastructureMachineContract.ProvisionedField(infrastructure)} is false"));
            default:
                return Missing(
                    scope, scope.Infrastructure, scope.Cluster.Spec!.InfrastructureRef!, scope.Cluster.Status?.Initialization?.InfrastructureProvisioned == true);
        }
    }

    public static ConditionState ControlPlaneInitialized(ClusterScope scope) => scope switch
    {
        { IsControlPlaneInitialized: true } => ConditionState.True(ConditionReasons.Initialized),
        { ControlPlane: Observed<ContractObject>.Unknown(_, var message) } => ConditionState.Unknown(ConditionReasons.InternalError, message),
        { ControlPlane: Observed<ContractObject>.Absent } => ConditionState.Unknown(
            ConditionReasons.ObjectDoesNotExist,
                $"{scope.Cluster.Spec!.ControlPlaneRef!.Kind} {scope.Cluster.Spec.ControlPlaneRef.Name} does not exist"),
        { ControlPlane: null, Cluster.Spec.Topology: not null } => NotGenerated(scope) with { Status = ConditionStatus.Unknown },
        { ControlPlane: null } => ConditionState.False(
            ConditionReasons.NotInitialized, "Waiting for the first control plane machine to have status.nodeRef set"),
        _ => ConditionState.False(ConditionReasons.NotInitialized, "Control plane not yet initialized"),
    };

    public static ConditionState ControlPlaneAvailable(ClusterScope scope)
    {
        switch (scope.ControlPlane)
        {
            case null when scope.Cluster.Spec?.Topology is not null:
                return NotGenerated(scope);
            case null:
                return scope.IsControlPlaneInitialized
                    ? ConditionState.True(ConditionReasons.Available)
                    : ConditionState.False(ConditionReasons.NotAvailable, "Control plane not yet initialized");
            case Observed<ContractObject>.Found(var controlPlane):
                return ContractMirror.Of(controlPlane, "Available", ConditionReasons.Available, scope.IsControlPlaneInitialized
                    ? ConditionState.True(ConditionReasons.Available)
                    : ConditionState.False(
                        ConditionReasons.NotAvailable, $"{controlPlane.Kind} {ControlPlaneContract.InitializedField(controlPlane)} is false"));
            default:
                return Missing(
                    scope, scope.ControlPlane, scope.Cluster.Spec!.ControlPlaneRef!, scope.Cluster.Status?.Initialization?.ControlPlaneInitialized == true);
        }
    }

    private static ConditionState NotGenerated(ClusterScope scope) =>
        ConditionState.False(ConditionReasons.ObjectDoesNotExist, scope.IsDeleting ? "" : "Waiting for cluster topology to be reconciled");

    private static ConditionState Missing(
        ClusterScope scope, Observed<ContractObject> observed, ContractVersionedObjectReference reference, bool hadBeenThere)
    {
        if (observed is Observed<ContractObject>.Unknown(_, var message))
        {
            return ConditionState.Unknown(ConditionReasons.InternalError, message);
        }

        return hadBeenThere
            ? ConditionState.False(ConditionReasons.ObjectDeleted,
                $"{reference.Kind} has been deleted{(scope.IsDeleting ? "" : " while the cluster still exists")}")
            : ConditionState.False(ConditionReasons.ObjectDoesNotExist, $"{reference.Kind} {reference.Name} does not exist");
    }
}
