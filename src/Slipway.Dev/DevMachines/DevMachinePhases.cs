using System.Collections.Immutable;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Dev.Boot;
using Slipway.Dev.Rehearsals;
using Slipway.Dev.Workload;

namespace Slipway.Dev.DevMachines;

/// <summary>How a DevMachine comes up: it is switched on, boots from its user data, and its parts start one after the other.</summary>
internal static class DevMachinePhases
{
    public const string WorkloadName = "Workload";
    public const string VirtualMachineName = "VirtualMachine";
    public const string BootName = "Boot";
    public const string RehearsalName = "Rehearsal";

    // What a joining machine waits for is told by no watch of this controller.
    private static readonly TimeSpan JoinRetry = TimeSpan.FromSeconds(1);

    /// <summary>After a restart of the program, whoever comes first opens the cluster again: at its port, with what it held.</summary>
    public static PhaseResult Workload(DevMachineScope scope, DateTimeOffset now) =>
        scope.IsAfterRestart && scope.DevCluster.ValueOrNull is { Spec.ControlPlaneEndpoint.Port: { } port } cluster
            ? PhaseResult.Want(WorkloadEffects.Open(scope.Clusters, cluster, port))
            : PhaseResult.Completed;

    /// <summary>The machine exists once there is a cluster to join and user data to boot from, and its start-up time has passed.</summary>
    public static PhaseResult VirtualMachine(DevMachineScope scope, DateTimeOffset now)
    {
        if (scope.DevMachine.Spec?.Backend?.InMemory is null)
        {
            return PhaseResult.FailWith(
                ErrorCodes.InvalidSpecification, "spec.backend: only inMemory is supported; the docker backend is not available");
        }

        if (scope.Cluster.ValueOrNull?.Status?.Initialization?.InfrastructureProvisioned != true || scope.Workload is null)
        {
            return PhaseResult.WaitFor(ConditionReasons.WaitingForClusterInfrastructureReady, "Waiting for the Cluster's infrastructure to be provisioned");
        }

        if (scope.Rehearsal.IsGone)
        {
            return PhaseResult.WaitFor(DevMachineReasons.Rehearsed, RehearsalMessage(scope));
        }

        if (scope.BootFailure is null && scope.SwitchedOn is null && !IsProvisioned(scope))
        {
            return Waiting(scope);
        }

        if (Schedule(scope) is { } schedule && now < schedule.Vm)
        {
            return PhaseResult.WaitFor(DevMachineReasons.WaitingForStartupTimeout, "Waiting for the machine to start", schedule.Vm - now);
        }

        return scope.DevMachine.Spec.ProviderID is null
            ? PhaseResult.Want(new Effect.ChangeSelf<DevMachine>(m => m.Spec!.ProviderID = scope.ProviderId, "the machine runs"))
            : PhaseResult.Completed;
    }

    /// <summary>cloud-init and kubeadm do what the user data says, part by part.</summary>
    public static PhaseResult Boot(DevMachineScope scope, DateTimeOffset now)
    {
        if (scope.BootFailure is { } failure)
        {
            return PhaseResult.WaitFor(failure.Reason, failure.Message);
        }

        // Nothing to boot: the machine waits for its user data, its start-up time, or is up.
        if (scope.Boot is not { } boot || Schedule(scope) is not { } schedule || now < schedule.Vm)
        {
            return PhaseResult.Completed;
        }

        if (scope.JoinFailure is { } refused)
        {
            return PhaseResult.WaitFor(refused.Reason, refused.Message, JoinRetry);
        }

        var due = BootSteps.Of(scope, boot, schedule);
        var effects = due.Where(step => step.At <= now).Select(step => step.Effect).ToImmutableArray();
        TimeSpan? next = due.Any(step => step.At > now) ? due.Where(step => step.At > now).Min(step => step.At) - now : null;
        if (effects.IsEmpty)
        {
            return next is null && scope.Rehearsal.Text.Length > 0
                ? PhaseResult.WaitFor(DevMachineReasons.Rehearsed, RehearsalMessage(scope))
                : next is null
                ? PhaseResult.Completed
                : PhaseResult.WaitFor(DevMachineReasons.WaitingForStartupTimeout, "Waiting for the machine's parts to start", next);
        }

        return new PhaseResult.Do(effects) { Recheck = next };
    }

    /// <summary>A failure is rehearsed from when the machine has joined, until its annotations say no more.</summary>
    public static PhaseResult Rehearse(DevMachineScope scope, RehearsalEffects effects) =>
        scope is { Workload: { } workload, Node: { } node } && RehearsalEffects.Applied(node) != scope.Rehearsal.Text
            ? PhaseResult.Want(effects.Apply(scope, workload))
            : PhaseResult.Completed;

    /// <summary>The machine is switched off and gone; what it was to the cluster is the cluster's to clean up.</summary>
    public static PhaseResult Delete(DevMachineScope scope, DateTimeOffset now)
    {
        var effects = ImmutableArray.CreateBuilder<Effect>();
        if (scope.Workload is { } workload)
        {
            effects.Add(new Effect.Call(
                "switch off",
                async token =>
                {
                    await workload.StopApiServerAsync(scope.Name);
                    await workload.Etcd.StopAsync(scope.Name);
                    await MachineBoot.RemovePodsAsync(workload, scope.Name, token);
                },
                "the DevMachine is deleted"));
        }

        effects.Add(new Effect.RemoveFinalizer("the machine is gone"));
        return PhaseResult.Want(effects.ToImmutable());
    }

    /// <summary>When the parts start; null while the machine is not switched on.</summary>
    public static StartupSchedule? Schedule(DevMachineScope scope) =>
        scope is { SwitchedOn: { } switchedOn, DevMachine.Spec.Backend.InMemory: { } backend }
            ? StartupSchedule.Of(backend, scope.DevMachine.Metadata.Uid, switchedOn)
            : null;

    private static string RehearsalMessage(DevMachineScope scope) => $"Rehearsed, as the annotations {Rehearsal.Prefix}… say: {scope.Rehearsal.Text}";

    private static bool IsProvisioned(DevMachineScope scope) => scope.DevMachine.Status?.Initialization?.Provisioned == true;

    private static PhaseResult Waiting(DevMachineScope scope) =>
        scope.IsControlPlane || scope.Cluster.ValueOrNull?.Status?.Initialization?.ControlPlaneInitialized == true
            ? PhaseResult.WaitFor(ConditionReasons.WaitingForBootstrapData, "Waiting for the bootstrap provider to make the machine's user data")
            : PhaseResult.WaitFor(ConditionReasons.WaitingForControlPlaneInitialized, "Waiting for the first control plane machine");
}
