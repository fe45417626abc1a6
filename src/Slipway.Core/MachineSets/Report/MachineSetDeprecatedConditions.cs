using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Machines.Report;
using Slipway.Core.MachineSets.Phases;

namespace Slipway.Core.MachineSets.Report;

/// <summary>The status that a MachineSet had in v1beta1.</summary>
internal static class MachineSetDeprecatedConditions
{
    private const string MachinesCreated = nameof(MachinesCreated);
    private const string MachinesReady = nameof(MachinesReady);
    private const string Resized = nameof(Resized);

    public static void Fill(MachineSetScope scope, PassOutcome outcome, MachineSetStatus status, DateTimeOffset now)
    {
        var deprecated = (status.Deprecated ??= new()).V1Beta1 ??= new();
        var ready = scope.Machines.Where(m => m.Status?.Conditions.IsTrue(MachineConditions.NodeReady) == true).ToList();
        deprecated.ReadyReplicas = ready.Count;
        deprecated.AvailableReplicas = ready.Count(m => IsAvailable(m, now));
        deprecated.FullyLabeledReplicas = scope.Machines.Length;

        var conditions = deprecated.Conditions ??= [];
        conditions.Set(MachinesCreated, Created(outcome), now);
        conditions.Set(Resized, Size(scope), now);
        if (Ready(scope, now) is { } machinesReady)
        {
            conditions.Set(MachinesReady, machinesReady, now);
        }

        conditions.Set("Ready", conditions.Summarize(MachinesCreated, Resized, MachinesReady)!.Value, now);
    }

    private static bool IsAvailable(Machine machine, DateTimeOffset now) =>
        machine.Status?.Conditions.Find(MachineConditions.NodeReady)?.LastTransitionTime is { } since
        && now.UtcDateTime - since >= TimeSpan.FromSeconds(machine.Spec?.MinReadySeconds ?? 0);

    private static DeprecatedConditionState Created(PassOutcome outcome) => outcome[ReplicasPhase.Name] switch
    {
        { FailureMessage: { } failure } => DeprecatedConditionState.Error("MachineCreationFailed", failure),
        { Result: PhaseResult.Wait(ReplicasPhase.PreflightReason, var message, _) } => DeprecatedConditionState.Error("PreflightCheckFailed", OneLine(message)),
        _ => DeprecatedConditionState.True(),
    };

    private static string OneLine(string list) => string.Join("; ", list.Split('\n').Select(l => l.TrimStart('*', ' ')));

    private static DeprecatedConditionState Size(MachineSetScope scope)
    {
        var desired = scope.IsDeleting ? 0 : scope.Desired;
        var current = scope.Machines.Length;
        return current < desired
            ? DeprecatedConditionState.Warning("ScalingUp", $"Scaling up MachineSet to {desired} replicas (actual {current})")
            : current > desired
                ? DeprecatedConditionState.Warning("ScalingDown", $"Scaling down MachineSet to {desired} replicas (actual {current})")
                : DeprecatedConditionState.True();
    }

    private static DeprecatedConditionState? Ready(MachineSetScope scope, DateTimeOffset now)
    {
        var conditions = scope.Machines.Where(m => !Newcomers.Is(m, now)).Select(m => m.Status?.Deprecated?.V1Beta1?.Conditions.Find("Ready")).OfType<DeprecatedCondition>().ToList();
        if (conditions.Count == 0)
        {
            return scope.Machines.IsEmpty ? DeprecatedConditionState.True() : null;
        }

        return conditions.FirstOrDefault(c => c.Status == ConditionStatus.False) is { } worst
            ? new DeprecatedConditionState(worst.Status!, worst.Reason, worst.Severity, worst.Message)
            : DeprecatedConditionState.True();
    }
}
