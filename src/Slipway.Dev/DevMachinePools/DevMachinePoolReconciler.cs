using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Dev.DevMachinePools;

/// <summary>Keeps DevMachinePools: as many pretended machines as a MachinePool wants, whatever backend the pool names.</summary>
internal sealed class DevMachinePoolReconciler(IRandomSource random) : Reconciler<DevMachinePool, DevMachinePoolScope>
{
    public override ResourceType<DevMachinePool> Type => DevTypes.DevMachinePool;

    public override string Name => "devmachinepool-controller";

    public override string FieldManager => FieldManagers.Dev;

    public override string? Finalizer => Finalizers.DevMachinePool;

    public override void Configure(ControllerConfiguration controller) => controller
        .Watches(
            CoreTypes.MachinePool,
            p => ClusterLinks.InfrastructureOf(p, CoreTypes.MachinePool.Json, o => o.Spec?.Template?.Spec?.InfrastructureRef, Type))
        .Watches(DevTypes.DevMachine, PoolsOf)
        .WatchesIndexed(CoreTypes.Cluster, ObjectIndexes.Cluster, c => c.Key.ToString(), c => c.To(CoreTypes.Cluster.Json).Spec?.Paused);

    public override async ValueTask<DevMachinePoolScope> ObserveAsync(
        DevMachinePool obj, ObserveContext context, CancellationToken cancellationToken)
    {
        var scope = new DevMachinePoolScope
        {
            Pool = obj,
            Owner = await OwnerAsync(obj, context.Cache, cancellationToken),
            Cluster = await ClusterLinks.LabelledClusterAsync(obj.Metadata, context, cancellationToken),
        };
        if (scope.IsPaused)
        {
            return scope;
        }

        IEnumerable<KubeObject> machines = await context.Cache.ListByIndexAsync(
            DevTypes.DevMachine, ObjectIndexes.Owner, obj.Metadata.Uid, cancellationToken);
        scope = scope with { Machines = await ReadAsync(machines, context.Cache, cancellationToken) };
        if (scope.IsDeleting || scope.Owner.ValueOrNull is not { } owner || scope.Missing == 0)
        {
            return scope;
        }

        // A machine costs money: before one is made, the truth is asked whether it is there already.
        var selector = $"{ClusterLabels.PoolName}={LabelValue.For(owner.Metadata.Name)}";
        var listed = await context.Client.ListAsync(
            DevTypes.DevMachine, obj.Metadata.NamespaceProperty, new ListOptions { LabelSelector = selector }, cancellationToken);
        machines = listed.Items.Where(m => m.Metadata.OwnerReferences.Any(o => o.Uid == obj.Metadata.Uid));
        scope = scope with { Machines = await ReadAsync(machines, context.Cache, cancellationToken) };
        return scope with { Suffixes = [.. Enumerable.Range(0, scope.Missing).Select(_ => random.NextNameSuffix())] };
    }

    public override PhasePlan<DevMachinePoolScope> Plan(DevMachinePoolScope scope)
    {
        if (scope.IsPaused)
        {
            return new(PhaseOrder.Sequential, []) { KeepFinalizer = true };
        }

        return scope.IsDeleting
            ? new(PhaseOrder.Sequential, [new("Delete", DevMachinePoolPhases.Delete)])
            : new(
                PhaseOrder.Independent,
                [
                    new(DevMachinePoolPhases.MachinesName, DevMachinePoolPhases.Machines),
                    new("Identifiers", DevMachinePoolPhases.Identifiers),
                ])
            {
                KeepFinalizer = scope.Owner is not Observed<MachinePool>.Found,
            };
    }

    public override void Report(DevMachinePoolScope scope, PassOutcome outcome, DevMachinePool obj, DateTimeOffset now) =>
        DevMachinePoolReport.Fill(scope, outcome, obj, now);

    private static IEnumerable<ObjectKey> PoolsOf(KubeObject machine) => machine.Metadata.OwnerReferences
        .Where(o => o.Kind == DevTypes.DevMachinePool.Kind.Kind)
        .Select(o => machine.Key with { Name = o.Name });

    private static async ValueTask<Observed<MachinePool>> OwnerAsync(
        DevMachinePool pool, IObjectReader cache, CancellationToken cancellationToken)
    {
        var owner = pool.Metadata.OwnerReferences?.FirstOrDefault(o => o.Kind == CoreTypes.MachinePool.Kind.Kind && o.Controller == true);
        if (owner is null)
        {
            return new Observed<MachinePool>.Absent();
        }

        var key = new ObjectKey(pool.Metadata.NamespaceProperty, owner.Name);
        return (await cache.GetAsync(CoreTypes.MachinePool, key, cancellationToken)).As(CoreTypes.MachinePool);
    }

    private static async ValueTask<ImmutableArray<PoolMachine>> ReadAsync(
        IEnumerable<KubeObject> machines, IObjectReader cache, CancellationToken cancellationToken)
    {
        var read = ImmutableArray.CreateBuilder<PoolMachine>();
        foreach (var machine in machines.OrderBy(m => m.Metadata.CreationTimestamp).ThenBy(m => m.Key.Name, StringComparer.Ordinal))
        {
            Observed<KubeObject>? owner = machine.Metadata.ControllerOwner is { Kind: "Machine" } reference
                ? await cache.GetAsync(CoreTypes.Machine, machine.Key with { Name = reference.Name }, cancellationToken)
                : null;
            read.Add(new PoolMachine(machine.To(DevTypes.DevMachine.Json), owner?.As(CoreTypes.Machine).ValueOrNull));
        }

        return read.ToImmutable();
    }
}
