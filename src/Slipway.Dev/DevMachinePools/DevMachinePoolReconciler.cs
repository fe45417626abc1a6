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
        .WatchesIndexed(CoreTypes.Cluster, ObjectIndexes.Cluster, c => c.Key.ToString(), c => c.View(CoreTypes.Cluster.Json).Spec?.Paused);

    public override async ValueTask<DevMachinePoolScope> ObserveAsync(
        DevMachinePool obj, ObserveContext context, CancellationToken cancellationToken)
    {
        var scope = new DevMachinePoolScope
        {
            Pool = obj,
            Owner = await ClusterLinks.ControllerAsync(obj.Metadata, CoreTypes.MachinePool, context.Cache, cancellationToken),
            Cluster = await ClusterLinks.LabelledClusterAsync(obj.Metadata, context, cancellationToken),
        };
        if (scope.IsPaused)
        {
            return scope;
        }

        var seen = await context.Cache.ListByIndexAsync(DevTypes.DevMachine, ObjectIndexes.Owner, obj.Metadata.Uid, cancellationToken);
        scope = scope with { Machines = await ReadAsync(seen, context.Cache, cancellationToken) };
        return scope.IsDeleting || scope.Owner.ValueOrNull is not { } owner || scope is { Missing: 0, Surplus: 0 }
            ? scope
            : await AskedAsync(scope, owner, context, cancellationToken);
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

    /// <summary>
    /// The truth, asked before anything is made or taken down: a machine costs money, and which one is to go may have been said a moment ago.
    /// </summary>
    private async Task<DevMachinePoolScope> AskedAsync(
        DevMachinePoolScope scope, MachinePool owner, ObserveContext context, CancellationToken cancellationToken)
    {
        var ofPool = new ListOptions { LabelSelector = $"{ClusterLabels.PoolName}={LabelValue.For(owner.Metadata.Name)}" };
        var devMachines = await context.Client.ListAsync(DevTypes.DevMachine, scope.Pool.Metadata.NamespaceProperty, ofPool, cancellationToken);
        var machines = await context.Client.ListAsync(CoreTypes.Machine, scope.Pool.Metadata.NamespaceProperty, ofPool, cancellationToken);
        var byName = machines.Items.ToDictionary(m => m.Key.Name, StringComparer.Ordinal);
        var asked = scope with
        {
            Machines =
            [
                .. Ordered(devMachines.Items.Where(m => IsOf(scope.Pool, owner, m)))
                    .Select(m => new PoolMachine(
                        m.To(DevTypes.DevMachine.Json),
                        MachineOf(m) is { } key && byName.TryGetValue(key.Name, out var machine) ? machine.To(CoreTypes.Machine.Json) : null)),
            ],
        };
        return asked with { Suffixes = [.. Enumerable.Range(0, asked.Missing).Select(_ => random.NextNameSuffix())] };
    }

    // One of whom somebody took the owner away is still the pool's: its label says so.
    private static bool IsOf(DevMachinePool pool, MachinePool owner, KubeObject machine) =>
        machine.Metadata.OwnerReferences.FirstOrDefault(o => o.Kind == DevTypes.DevMachinePool.Kind.Kind) is { } reference
            ? reference.Uid == pool.Metadata.Uid
            : machine.Metadata.Labels.GetValueOrDefault(ClusterLabels.ClusterName) == owner.Spec?.ClusterName;

    private static async ValueTask<ImmutableArray<PoolMachine>> ReadAsync(
        IEnumerable<KubeObject> devMachines, IObjectReader cache, CancellationToken cancellationToken)
    {
        var read = ImmutableArray.CreateBuilder<PoolMachine>();
        foreach (var devMachine in Ordered(devMachines))
        {
            var machine = MachineOf(devMachine) is { } key ? await cache.GetAsync(CoreTypes.Machine, key, cancellationToken) : null;
            read.Add(new PoolMachine(devMachine.View(DevTypes.DevMachine.Json), machine?.As(CoreTypes.Machine).ValueOrNull));
        }

        return read.ToImmutable();
    }

    private static IEnumerable<KubeObject> Ordered(IEnumerable<KubeObject> devMachines) =>
        devMachines.OrderBy(m => m.Metadata.CreationTimestamp).ThenBy(m => m.Key.Name, StringComparer.Ordinal);

    private static ObjectKey? MachineOf(KubeObject devMachine) =>
        devMachine.Metadata.ControllerOwner is { Kind: "Machine" } machine ? devMachine.Key with { Name = machine.Name } : null;
}
