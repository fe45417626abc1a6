using Slipway.Api.Conditions;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Dev.DevMachines;

/// <summary>The same conditions for clients of API version v1beta1.</summary>
internal static class DeprecatedReport
{
    public static void Fill(DevMachineStatus status, List<(string Type, ConditionState State)> parts, DateTimeOffset now)
    {
        status.Deprecated ??= new DeprecatedConditions();
        status.Deprecated.V1Beta1 ??= new DeprecatedV1Beta1Conditions();
        var conditions = status.Deprecated.V1Beta1.Conditions ??= [];
        foreach (var (type, state) in parts.Where(p => p.State.Reason != DevMachineReasons.WaitingForVMProvisioned))
        {
            conditions.Set(type, Of(state), now);
        }

        if (conditions.Summarize([.. parts.Select(p => p.Type)]) is { } ready)
        {
            conditions.Set(DevMachineConditions.Ready, ready, now);
        }
    }

    private static DeprecatedConditionState Of(ConditionState state) => state.Status == ConditionStatus.True
        ? DeprecatedConditionState.True()
        : DeprecatedConditionState.Info(ReasonOf(state.Reason), state.Message);

    private static string ReasonOf(string reason) => reason switch
    {
        ConditionReasons.WaitingForClusterInfrastructureReady => DevMachineReasons.DeprecatedWaitingForClusterInfrastructure,
        ConditionReasons.WaitingForControlPlaneInitialized => DevMachineReasons.DeprecatedWaitingForControlPlaneInitialized,
        _ => reason,
    };
}
