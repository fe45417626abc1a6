using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Machines.Report;

namespace Slipway.Core.Machines.Phases;

/// <summary>Comes back to tell more of Machines that take long to become ready.</summary>
internal static class NewcomersPhase
{
    public static Phase<TScope> Of<TScope>(Func<TScope, IEnumerable<Machine>> machines) => new(
        "Newcomers",
        (scope, now) => Newcomers.NextChange(machines(scope), now) is { } left
            ? PhaseResult.WaitFor("WaitingForMachines", "Waiting for Machines to be provisioned", left)
            : PhaseResult.Completed);
}
