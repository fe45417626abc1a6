using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Machines.Report;

namespace Slipway.Core.Machines.Phases;

/// <summary>Comes back to tell more of Machines that take long to become ready, or to go.</summary>
internal static class NewcomersPhase
{
    public static Phase<TScope> Of<TScope>(Func<TScope, IEnumerable<Machine>> machines) => new(
        "Newcomers",
        (scope, now) =>
        {
            TimeSpan?[] changes = [Newcomers.NextChange(machines(scope), now), StaleMachines.NextChange(machines(scope), now)];
            return changes.Min() is { } left
                ? PhaseResult.WaitFor("WaitingForMachines", "Waiting for Machines to be provisioned or to go", left)
                : PhaseResult.Completed;
        });
}
