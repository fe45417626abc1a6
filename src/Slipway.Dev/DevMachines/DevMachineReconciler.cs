using Slipway.Api;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Dev.Rehearsals;
using Slipway.Kubernetes.Objects;

namespace Slipway.Dev.DevMachines;

/// <summary>Keeps DevMachines: pretended machines that boot from their bootstrap data.</summary>
/// <param name="observer">Reads what a pass decides from.</param>
/// <param name="rehearsals">Lets machines fail as they are told to.</param>
internal sealed class DevMachineReconciler(DevMachineObserver observer, RehearsalEffects rehearsals) : Reconciler<DevMachine, DevMachineScope>
{
    public override ResourceType<DevMachine> Type => DevTypes.DevMachine;

    public override string Name => "devmachine-controller";

    public override string FieldManager => FieldManagers.Dev;

    public override string? Finalizer => Finalizers.DevMachine;

    public override void Configure(ControllerConfiguration controller) => controller
        .Watches(
            CoreTypes.Machine,
            machine => ClusterLinks.InfrastructureOf(machine, CoreTypes.Machine.Json, m => m.Spec?.InfrastructureRef, Type))
        .WatchesIndexed(CoreTypes.Cluster, ObjectIndexes.Cluster, cluster => cluster.Key.ToString(), ClusterMilestones)
        .WatchesIndexed(
            DevTypes.DevCluster,
            ObjectIndexes.Cluster,
            ClusterLinks.ClusterKeyOf,
            cluster => cluster.View(DevTypes.DevCluster.Json).Status?.Initialization?.Provisioned);

    public override ValueTask<DevMachineScope> ObserveAsync(DevMachine obj, ObserveContext context, CancellationToken cancellationToken) =>
        observer.ObserveAsync(obj, context, cancellationToken);

    public override PhasePlan<DevMachineScope> Plan(DevMachineScope scope)
    {
        if (scope.IsAfterRestart)
        {
            return new(PhaseOrder.Sequential, [new(DevMachinePhases.WorkloadName, DevMachinePhases.Workload)]);
        }

        if (scope.IsDeleting)
        {
            return new(PhaseOrder.Sequential, [new("Delete", DevMachinePhases.Delete)]);
        }

        if (scope.IsPaused || scope.Machine is not Observed<Api.Core.V1Beta2.Machine>.Found)
        {
            return new(PhaseOrder.Sequential, []) { KeepFinalizer = scope.Machine is not Observed<Api.Core.V1Beta2.Machine>.Found };
        }

        // Nothing is to be cleaned up of a machine that was not switched on yet: the finalizer comes with what follows, in one write.
        var isOff = scope is { SwitchedOn: null, DevMachine.Spec.ProviderID: null };
        return new(
            PhaseOrder.Independent,
            [
                new(DevMachinePhases.VirtualMachineName, DevMachinePhases.VirtualMachine),
                new(DevMachinePhases.BootName, DevMachinePhases.Boot),
                new(DevMachinePhases.RehearsalName, (s, _) => DevMachinePhases.Rehearse(s, rehearsals)),
            ])
        {
            KeepFinalizer = isOff,
        };
    }

    public override void Report(DevMachineScope scope, PassOutcome outcome, DevMachine obj, DateTimeOffset now) =>
        DevMachineReport.Fill(scope, outcome, obj, now);

    // A Cluster's status changes often; its machines care for these only.
    private static object ClusterMilestones(KubeObject cluster)
    {
        var typed = cluster.View(CoreTypes.Cluster.Json);
        return (typed.Spec?.Paused, typed.Status?.Initialization?.InfrastructureProvisioned, typed.Status?.Initialization?.ControlPlaneInitialized);
    }
}
