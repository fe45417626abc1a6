using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Core.MachineSets.Phases;

/// <summary>Deletes all Machines, waits until they are gone, and lets the set go.</summary>
internal static class SetDeletionPhase
{
    public static Phase<MachineSetScope> Instance { get; } = new("Deletion", (scope, _) => Decide(scope));

    public static PhaseResult Decide(MachineSetScope scope)
    {
        if (scope.Machines.IsEmpty)
        {
            return PhaseResult.Want(new Effect.RemoveFinalizer("all Machines of the set are gone"));
        }

        var doomed = scope.Machines.Where(m => m.Metadata.DeletionTimestamp is null).ToList();
        return doomed.Count == 0
            ? PhaseResult.WaitFor(ConditionReasons.Deleting, $"Deleting {scope.Machines.Length} Machine{(scope.Machines.Length == 1 ? "" : "s")}")
            : PhaseResult.Want([.. doomed.SelectMany(m => ReplicasPhase.Delete(m, "the MachineSet is being deleted"))]);
    }
}
