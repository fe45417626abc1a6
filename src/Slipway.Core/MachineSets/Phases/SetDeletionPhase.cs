using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Machines.Report;

namespace Slipway.Core.MachineSets.Phases;

/// <summary>Deletes all Machines, waits until they are gone, and lets the set go.</summary>
internal static class SetDeletionPhase
{
    public static Phase<MachineSetScope> Instance { get; } = new("Deletion", Decide);

    public static PhaseResult Decide(MachineSetScope scope, DateTimeOffset now)
    {
        if (scope.Machines.IsEmpty)
        {
            return PhaseResult.Want(new Effect.RemoveFinalizer("all Machines of the set are gone"));
        }

        var doomed = scope.Machines.Where(m => m.Metadata.DeletionTimestamp is null).ToList();
        return doomed.Count == 0
            ? PhaseResult.WaitFor(
                ConditionReasons.Deleting,
                $"Deleting {scope.Machines.Length} Machine{(scope.Machines.Length == 1 ? "" : "s")}",
                StaleMachines.NextChange(scope.Machines, now))
            : PhaseResult.Want([.. doomed.SelectMany(m => ReplicasPhase.Delete(m, "the MachineSet is being deleted"))]);
    }
}
