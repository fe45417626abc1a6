using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Core.Machines.Phases;

/// <summary>Comes back when a ready Machine will have been ready for long enough.</summary>
internal static class AvailabilityPhase
{
    public static Phase<MachineScope> Instance { get; } = new("Availability", (scope, now) => Decide(scope.Machine, now));

    public static PhaseResult Decide(Machine machine, DateTimeOffset now)
    {
        var ready = machine.Status?.Conditions.Find(MachineConditions.Ready);
        if (machine.Spec?.MinReadySeconds is not { } seconds || ready is not { Status: ConditionStatus.True, LastTransitionTime: { } since })
        {
            return PhaseResult.Completed;
        }

        var left = since.AddSeconds(seconds) - now.UtcDateTime;
        return left <= TimeSpan.Zero
            ? PhaseResult.Completed
            : PhaseResult.WaitFor(MachineReasons.WaitingForMinReadySeconds, $"Waiting for {seconds} seconds of being ready", left);
    }
}
