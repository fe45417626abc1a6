using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

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
            scope.IsControlPlaneInitialized ? DeprecatedConditionState.True() : DeprecatedConditionState.Info("WaitingForControlPlaneProviderInitialized", "Waiting for control plane provider to indicate the control plane has been initialized"),
            now);
        conditions.Set(
            ControlPlaneReady, scope.IsControlPlaneInitialized ? DeprecatedConditionState.True() : DeprecatedConditionState.Info("WaitingForControlPlane"), now);
        conditions.Set(InfrastructureReady, Infrastructure(scope), now);
        conditions.Set("Ready", conditions.Summarize(ControlPlaneReady, InfrastructureReady)!.Value, now);
    }

    private static DeprecatedConditionState Infrastructure(ClusterScope scope) => scope.Infrastructure?.ValueOrNull?.Condition("Ready") switch
    {
        { Status: ConditionStatus.True } ready => DeprecatedConditionState.True(ready.Reason),
        { Status: ConditionStatus.False } ready => DeprecatedConditionState.Info(ready.Reason ?? "WaitingForInfrastructure", ready.Message),
        _ => scope.IsInfrastructureProvisioned ? DeprecatedConditionState.True() : DeprecatedConditionState.Info("WaitingForInfrastructure"),
    };
}
