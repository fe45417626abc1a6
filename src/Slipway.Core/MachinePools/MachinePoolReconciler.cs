using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Contracts;
using Slipway.Core.MachinePools.Phases;
using Slipway.Core.MachinePools.Report;
using Slipway.Core.Machines;
using Slipway.Core.Machines.Phases;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachinePools;

/// <summary>
/// Keeps MachinePools: joins boot data, infrastructure and Nodes, and makes a Machine for each machine where the provider lets it.
/// </summary>
internal sealed class MachinePoolReconciler : Reconciler<MachinePool, MachinePoolScope>
{
    private static readonly MemberPlans<MachinePoolScope> Plans = new(
        PoolOwnershipPhase.Instance,
        Normal: new(
            PhaseOrder.Independent,
            [
                PoolOwnershipPhase.Instance, PoolBootstrapPhase.Instance, PoolInfrastructurePhase.Instance, PoolMachinesPhase.Instance,
                PoolNodesPhase.Instance, NewcomersPhase.Of<MachinePoolScope>(s => s.Machines),
            ]),
        Deletion: new(PhaseOrder.Sequential, [PoolDeletionPhase.Parts, PoolDeletionPhase.Nodes, PoolDeletionPhase.Finalizer]));

    // Not a kind: what a pool's machines carry as a label, which may be a hash of its name.
    private static readonly GroupKind PoolLabel = new(CoreTypes.Group, ClusterLabels.PoolName);

    private readonly IClusterCache _clusters;
    private readonly ReferenceTracker _references;
    private readonly NodeObserver _nodes;
    private readonly PoolNodeObserver _poolNodes;

    public MachinePoolReconciler(IClusterCache clusters, ReferenceTracker references)
    {
        (_clusters, _references) = (clusters, references);
        _nodes = new NodeObserver(clusters, references.Dependents);
        _poolNodes = new PoolNodeObserver(clusters, _nodes);
    }

    public override ResourceType<MachinePool> Type => CoreTypes.MachinePool;

    public override string Name => "machinepool-controller";

    public override string FieldManager => FieldManagers.Core;

    public override string? Finalizer => Finalizers.MachinePool;

    public override void Configure(ControllerConfiguration controller) => controller
        .Owns(CoreTypes.Machine)
        .Source(_references.Keys)
        .Source(_clusters.Subscribe(cluster => _references.Dependents.Of(CoreTypes.Cluster.Kind.GroupKind, cluster)))
        .Source(_clusters.Subscribe(BuiltInTypes.Node, _nodes.DependentsOf));

    public override async ValueTask<MachinePoolScope> ObserveAsync(
        MachinePool obj, ObserveContext context, CancellationToken cancellationToken)
    {
        var self = new ObjectKey(obj.Metadata.NamespaceProperty, obj.Metadata.Name);
        var clusterKey = self with { Name = obj.Spec!.ClusterName! };
        var scope = new MachinePoolScope
        {
            Pool = obj,
            Cluster = (await _references.GetAsync(CoreTypes.Cluster, clusterKey, self, cancellationToken)).As(CoreTypes.Cluster),
        };
        if (scope.IsPaused)
        {
            return scope;
        }

        scope = scope with
        {
            Infrastructure = await _references.GetAsync(scope.Template.InfrastructureRef!, self, cancellationToken),
            Bootstrap = scope.Template.Bootstrap?.ConfigRef is { } bootstrap
                ? await _references.GetAsync(bootstrap, self, cancellationToken)
                : null,
        };
        scope = await WithMachinesAsync(scope, self, clusterKey, context.Cache, cancellationToken);
        return scope with { Nodes = await _poolNodes.ObserveAsync(obj, scope.ProviderIds, clusterKey, cancellationToken) };
    }

    public override PhasePlan<MachinePoolScope> Plan(MachinePoolScope scope) =>
        scope is { Cluster: Observed<Cluster>.Absent, IsDeleting: false }
            ? Plans.WithoutCluster
            : Plans.Choose(scope.Cluster, scope.IsPaused, scope.IsDeleting);

    public override void Report(MachinePoolScope scope, PassOutcome outcome, MachinePool obj, DateTimeOffset now) =>
        MachinePoolReport.Fill(scope, outcome, obj, now);

    public override ValueTask ForgetAsync(ObjectKey key)
    {
        _references.Forget(key);
        return ValueTask.CompletedTask;
    }

    private async ValueTask<MachinePoolScope> WithMachinesAsync(
        MachinePoolScope scope, ObjectKey self, ObjectKey cluster, IObjectReader cache, CancellationToken cancellationToken)
    {
        var machines = await cache.ListByIndexAsync(CoreTypes.Machine, ObjectIndexes.Cluster, cluster.ToString(), cancellationToken);
        scope = scope with
        {
            Machines =
            [
                .. machines.Where(m => IsOwn(scope.Pool, m)).OrderBy(m => m.Key.Name, StringComparer.Ordinal)
                    .Select(m => m.View(CoreTypes.Machine.Json)),
            ],
        };
        if (scope.IsDeleting || scope.Infrastructure.ValueOrNull is not { } pool
            || InfrastructureMachinePoolContract.MachineKind(pool) is not { } kind)
        {
            return scope;
        }

        switch (await ContractTypes.ResolveAsync(cache, new GroupKind(pool.Type.Kind.Group, kind), cancellationToken))
        {
            case Observed<ContractType>.Unknown unknown:
                return scope with { MachinesUnknown = unknown };
            case Observed<ContractType>.Found(var type):
                _references.Dependents.Register(self, PoolLabel, self with { Name = LabelValue.For(self.Name) });
                _references.Follow(type.Type, PoolsOf);
                var found = await cache.ListByIndexAsync(type.Type, ObjectIndexes.Cluster, cluster.ToString(), cancellationToken);
                return scope with
                {
                    InfrastructureMachines =
                    [
                        .. found.Where(m => PoolMachines.IsOf(scope.Pool, m)).OrderBy(m => m.Key.Name, StringComparer.Ordinal)
                            .Select(m => new ContractObject(type, m)),
                    ],
                };
            default:
                return scope;
        }
    }

    private static bool IsOwn(MachinePool pool, KubeObject machine) =>
        PoolMachines.IsOf(pool, machine) && (machine.Metadata.ControllerOwner is not { } owner || owner.Uid == pool.Metadata.Uid);

    private IEnumerable<ObjectKey> PoolsOf(KubeObject machine) => machine.Metadata.Labels.TryGetValue(ClusterLabels.PoolName, out var label)
        ? _references.Dependents.Of(PoolLabel, machine.Key with { Name = label })
        : [];
}
