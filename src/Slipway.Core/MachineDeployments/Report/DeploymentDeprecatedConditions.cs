using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Core.MachineDeployments.Report;

/// <summary>The status that a MachineDeployment had in v1beta1.</summary>
internal static class DeploymentDeprecatedConditions
{
    private const string Available = nameof(Available);
    private const string MachineSetReady = nameof(MachineSetReady);

    public static void Fill(MachineDeploymentScope scope, MachineDeploymentStatus status, DateTimeOffset now)
    {
        var deprecated = (status.Deprecated ??= new()).V1Beta1 ??= new();
        deprecated.ReadyReplicas = scope.Sets.Sum(s => s.Status?.Deprecated?.V1Beta1?.ReadyReplicas ?? 0);
        deprecated.AvailableReplicas = scope.Sets.Sum(s => s.Status?.Deprecated?.V1Beta1?.AvailableReplicas ?? 0);
        deprecated.UpdatedReplicas = scope.Current?.Status?.Replicas ?? 0;
        deprecated.UnavailableReplicas = Math.Max(scope.Sets.Sum(s => s.Spec?.Replicas ?? 0) - deprecated.AvailableReplicas ?? 0, 0);

        var conditions = deprecated.Conditions ??= [];
        conditions.Set(
            Available,
            deprecated.AvailableReplicas >= scope.Goal.MinAvailable
                ? DeprecatedConditionState.True()
                : DeprecatedConditionState.Warning(
                    "WaitingForAvailableMachines",
                    $"Minimum availability requires {scope.Goal.MinAvailable} replicas, current {status.AvailableReplicas ?? 0} available"),
            now);
        var ready = scope.Current?.Status?.Deprecated?.V1Beta1?.Conditions.Find("Ready");
        conditions.Set(
            MachineSetReady,
            ready?.Status == ConditionStatus.True ? DeprecatedConditionState.True() : DeprecatedConditionState.Info("WaitingForMachineSet"),
            now);
        conditions.Set("Ready", conditions.Summarize(Available, MachineSetReady)!.Value, now);
    }
}
