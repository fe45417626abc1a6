using Slipway.Api.Conditions;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Dev.DevMachines;

/// <summary>What a DevMachine's status says after a pass.</summary>
internal static class DevMachineReport
{
    public static void Fill(DevMachineScope scope, PassOutcome outcome, DevMachine obj, DateTimeOffset now)
    {
        var status = obj.Status ??= new DevMachineStatus();
        var conditions = status.Conditions ??= [];
        void Set(string type, ConditionState state) => conditions.Set(type, state, obj.Metadata.Generation, now);

        Set(DevMachineConditions.Paused, ClusterLinks.Paused(scope.Cluster, scope.DevMachine.Metadata, "DevMachine"));
        if (scope.IsPaused || scope.IsDeleting || scope.IsAfterRestart || scope.Machine is not Observed<Api.Core.V1Beta2.Machine>.Found)
        {
            return;
        }

        var parts = Parts(scope, outcome, now);
        foreach (var (type, state) in parts)
        {
            Set(type, state);
        }

        Set(DevMachineConditions.Ready, ConditionSummary.Of(conditions, new SummaryOptions
        {
            Types = [.. parts.Select(p => p.Type)],
        }));
        DeprecatedReport.Fill(status, parts, now);
        if (parts[0].State.Status == ConditionStatus.True)
        {
            status.Initialization = new DevInitialization { Provisioned = true };
        }
    }

    private static List<(string Type, ConditionState State)> Parts(DevMachineScope scope, PassOutcome outcome, DateTimeOffset now)
    {
        var machine = MachinePart(outcome[DevMachinePhases.VirtualMachineName]);
        var boot = outcome[DevMachinePhases.BootName];
        var schedule = DevMachinePhases.Schedule(scope);
        ConditionState Part(bool runs, DateTimeOffset? at) => runs || Started(boot, at, now)
            ? ConditionState.True(ConditionReasons.Provisioned)
            : machine.Status == ConditionStatus.True ? BootPart(boot) : ConditionState.False(DevMachineReasons.WaitingForVMProvisioned);

        List<(string, ConditionState)> parts =
        [
            (DevMachineConditions.VMProvisioned, machine),
            (DevMachineConditions.NodeProvisioned, Part(scope.HasNode, schedule?.Node)),
        ];
        if (scope.IsControlPlane)
        {
            if (!scope.HasExternalEtcd)
            {
                parts.Add((DevMachineConditions.EtcdProvisioned, Part(scope.HasEtcd, schedule?.Etcd)));
            }

            parts.Add((DevMachineConditions.APIServerProvisioned, Part(scope.HasApiServer, schedule?.ApiServer)));
        }

        return parts;
    }

    private static ConditionState MachinePart(PhaseOutcome? phase) => phase switch
    {
        { FailureCode: { } code } => ConditionState.False(code.Name, phase.FailureMessage ?? ""),
        { Result: PhaseResult.Wait wait } => ConditionState.False(wait.Reason, wait.Message),
        { Result: PhaseResult.Fail fail } => ConditionState.False(fail.Code.Name, fail.Message),
        _ => ConditionState.True(ConditionReasons.Provisioned),
    };

    private static bool Started(PhaseOutcome? boot, DateTimeOffset? at, DateTimeOffset now) =>
        boot is { Result: PhaseResult.Do, FailureCode: null } && at <= now;

    private static ConditionState BootPart(PhaseOutcome? boot) => boot switch
    {
        { FailureCode: { } code } => ConditionState.False(code.Name, boot.FailureMessage ?? ""),
        { Result: PhaseResult.Wait wait } => ConditionState.False(wait.Reason, wait.Message),
        _ => ConditionState.False(DevMachineReasons.WaitingForStartupTimeout, "Waiting for the part to start"),
    };
}
