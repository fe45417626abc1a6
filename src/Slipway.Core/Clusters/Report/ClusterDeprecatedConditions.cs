using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.Clusters.Report;

/// <summary>The conditions that a Cluster had in v1beta1.</summary>
internal static class ClusterDeprecatedConditions
{
    private const string ControlPlaneInitialized = nameof(ControlPlaneInitialized);
    private const string ControlPlaneReady = nameof(ControlPlaneReady);
    private const string InfrastructureReady = nameof(InfrastructureReady);

    public static void Fill(ClusterScope scope, ClusterStatus status, DateTimeOffset now)
    {
        var deprecated = (status.Deprecated ??= new()).V1Beta1 ??= new();
        var conditions = deprecated.Conditions ??= [];
        conditions.Set(
            ControlPlaneInitialized,
            Initialized(scope),
            now);
        conditions.Set(ControlPlaneReady, Mirror(scope, scope.ControlPlane, scope.IsControlPlaneInitialized, "WaitingForControlPlane"),
            now);
        conditions.Set(InfrastructureReady,
            Mirror(scope, scope.Infrastructure, scope.IsInfrastructureProvisioned, "WaitingForInfrastructure"), now);
        conditions.Set("Ready", conditions.Summarize(ControlPlaneReady, InfrastructureReady)!.Value, now);
    }

    private static DeprecatedConditionState Initialized(ClusterScope scope) => scope switch
    {
        { IsControlPlaneInitialized: true } => DeprecatedConditionState.True(),
        { ControlPlane: null } => DeprecatedConditionState.Info(
            "MissingNodeRef", "Waiting for the first control plane machine to have its status.nodeRef set"),
        _ => DeprecatedConditionState.Info(
            "WaitingForControlPlaneProviderInitialized", "Waiting for control plane provider to indicate the control plane has been initialized"),
    };

    private static DeprecatedConditionState Mirror(ClusterScope scope, Observed<ContractObject>? observed, bool done, string waiting) =>
        observed switch
    {
        Observed<ContractObject>.Found(var found) =>
            ContractMirror.Deprecated(found, "Ready", done && !scope.IsDeleting, scope.IsDeleting ? "Deleting" : waiting),
        Observed<ContractObject>.Absent when scope.IsDeleting => DeprecatedConditionState.Info("Deleted"),
        _ => done ? DeprecatedConditionState.True() : DeprecatedConditionState.Info(waiting),
    };
}
