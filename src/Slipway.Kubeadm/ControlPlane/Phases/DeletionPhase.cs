using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Phases;

/// <summary>The end of a control plane: after the workers, all Machines at once, without regard to quorum.</summary>
internal static class DeletionPhase
{
    public const string Name = "Deletion";

    public const string WaitingForMachineDeletion = "WaitingForMachineDeletion";

    // Other Machines of the cluster are not watched by this controller.
    private static readonly TimeSpan WorkersRecheck = TimeSpan.FromSeconds(1);

    public static PhaseResult Decide(ControlPlaneScope scope, DateTimeOffset now)
    {
        if (scope.Cluster is Observed<Cluster>.Unknown(var code, var message))
        {
            return PhaseResult.FailWith(code, message);
        }

        if (scope.Machines.IsEmpty)
        {
            return PhaseResult.Want(new Effect.RemoveFinalizer("no Machine is left"));
        }

        if (!scope.Workers.IsEmpty)
        {
            return PhaseResult.WaitFor(
                ConditionReasons.WaitingForWorkersDeletion,
                $"KubeadmControlPlane deletion blocked because following objects still exist:\n{string.Join('\n', scope.Workers.Select(w => $"* {w}"))}",
                WorkersRecheck);
        }

        var effects = ImmutableArray.CreateBuilder<Effect>();
        foreach (var machine in scope.Machines)
        {
            if (machine.HasAnnotation(MachineBlueprint.CleanupHook))
            {
                effects.Add(MembershipPhases.TakeHookOff(machine, "the whole control plane goes"));
            }

            if (!machine.IsDeleting)
            {
                effects.Add(new Effect.Delete(
                    CoreTypes.Machine, new ObjectKey(machine.Machine.Metadata.NamespaceProperty, machine.Name), machine.Machine.Metadata.Uid,
                    "the control plane is deleted"));
            }
        }

        return effects.Count > 0
            ? PhaseResult.Want(effects.ToImmutable())
            : PhaseResult.WaitFor(
                WaitingForMachineDeletion, $"Waiting for Machines to be deleted: {string.Join(", ", scope.Machines.Select(m => m.Name))}");
    }
}
