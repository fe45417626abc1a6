using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Waits while an annotation of a deletion hook is on the Machine; its owner takes it off.</summary>
internal static class HookPhase
{
    public static Phase<MachineScope> PreDrain { get; } = new(DeletionSteps.PreDrainHook, (scope, _) => scope.Deletion switch
    {
        { Undecided: (var code, var message) } => PhaseResult.FailWith(code, message),
        { NodeRefusal: not null } => PhaseResult.Completed,
        _ => Decide(scope.Machine, "pre-drain", MachineAnnotations.PreDrainHookPrefix, MachineReasons.WaitingForPreDrainHook),
    });

    public static Phase<MachineScope> PreTerminate { get; } = new(DeletionSteps.PreTerminateHook, (scope, _) =>
        Decide(scope.Machine, "pre-terminate", MachineAnnotations.PreTerminateHookPrefix, MachineReasons.WaitingForPreTerminateHook));

    private static PhaseResult Decide(Machine machine, string step, string prefix, string reason)
    {
        var hooks = (machine.Metadata.Annotations?.Keys ?? []).Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        return hooks.Count == 0
            ? PhaseResult.Completed
            : PhaseResult.WaitFor(reason, $"Waiting for {step} hooks to succeed (hooks: {string.Join(',', hooks)})");
    }
}
