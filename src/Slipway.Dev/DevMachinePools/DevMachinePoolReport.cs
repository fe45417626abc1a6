using Slipway.Api.Conditions;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Dev.DevMachinePools;

/// <summary>What a DevMachinePool's status says after a pass.</summary>
internal static class DevMachinePoolReport
{
    private const string MachineKind = "DevMachine";

    public static void Fill(DevMachinePoolScope scope, PassOutcome outcome, DevMachinePool pool, DateTimeOffset now)
    {
        if (scope.IsPaused || scope.IsDeleting || scope.Owner.ValueOrNull is null)
        {
            return;
        }

        var status = pool.Status ??= new DevMachinePoolStatus();
        status.InfrastructureMachineKind = MachineKind;
        status.Replicas = scope.Machines.Length;
        var conditions = status.Conditions ??= [];
        var isComplete = scope.Machines.Length == scope.Wanted && scope.ProviderIds.Count() == scope.Wanted;
        conditions.Set(
            DevMachinePoolConditions.ReplicasReady,
            isComplete
                ? ConditionState.True(ConditionReasons.Ready)
                : ConditionState.False(ConditionReasons.NotReady, Missing(scope, outcome)),
            pool.Metadata.Generation,
            now);
        conditions.Set(
            DevMachinePoolConditions.Ready,
            ConditionSummary.Of(conditions, new SummaryOptions { Types = [DevMachinePoolConditions.ReplicasReady] }),
            pool.Metadata.Generation,
            now);
        if (isComplete)
        {
            // A milestone: it does not flip back while the pool is resized.
            status.Ready = true;
        }
    }

    private static string Missing(DevMachinePoolScope scope, PassOutcome outcome) =>
        outcome[DevMachinePoolPhases.MachinesName]?.Result is PhaseResult.Wait(_, var message, _)
            ? message
            : $"{scope.ProviderIds.Count()} of {scope.Machines.Length} machines are provisioned, {scope.Wanted} are wanted";
}
