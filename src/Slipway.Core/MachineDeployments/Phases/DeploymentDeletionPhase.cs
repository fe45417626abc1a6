using Slipway.Api;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Machines.Report;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachineDeployments.Phases;

/// <summary>Deletes all MachineSets, waits until they are gone, and lets the deployment go.</summary>
internal static class DeploymentDeletionPhase
{
    public static Phase<MachineDeploymentScope> Instance { get; } = new("Deletion", Decide);

    public static PhaseResult Decide(MachineDeploymentScope scope, DateTimeOffset now)
    {
        if (scope.Sets.IsEmpty)
        {
            return PhaseResult.Want(new Effect.RemoveFinalizer("all MachineSets of the deployment are gone"));
        }

        List<Effect> effects = [];
        foreach (var set in scope.Sets.Where(s => s.Metadata.DeletionTimestamp is null))
        {
            var key = new ObjectKey(set.Metadata.NamespaceProperty, set.Metadata.Name);
            effects.Add(new Effect.Delete(CoreTypes.MachineSet, key, set.Metadata.Uid, "the MachineDeployment is being deleted"));
        }

        return effects.Count > 0
            ? PhaseResult.Want([.. effects])
            : PhaseResult.WaitFor(
                ConditionReasons.Deleting,
                $"Deleting {scope.Sets.Length} MachineSet{(scope.Sets.Length == 1 ? "" : "s")}",
                StaleMachines.NextChange(scope.Machines, now));
    }
}
