using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters.Phases;
using Slipway.Core.Clusters.Report;
using Slipway.Core.Contracts;
using Slipway.Core.Machines.Phases;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Clusters;

/// <summary>Keeps Clusters: joins infrastructure and control plane, tells how the whole is, and takes it apart in order.</summary>
internal sealed class ClusterReconciler(IClusterCache clusters, ReferenceTracker references, ClusterOptions options,
    ClusterKubeconfig kubeconfigs)
    : Reconciler<Cluster, ClusterScope>
{
    private static readonly PhasePlan<ClusterScope> Normal = new(
        PhaseOrder.Independent,
        [
            ClusterReferencePhase.Infrastructure, ClusterReferencePhase.ControlPlane, EndpointPhase.Instance, MilestonePhase.Instance,
            new Phase<ClusterScope>("Kubeconfig", (scope, _) => ClusterKubeconfig.Decide(scope)),
            SilencePhase.Instance, NewcomersPhase.Of<ClusterScope>(s => s.ControlPlaneMachines.Concat(s.WorkerMachines)),
        ]);

    private static readonly PhasePlan<ClusterScope> Deletion = new(
        PhaseOrder.Sequential,
        [MilestonePhase.Deleting, WorkersDeletionPhase.Instance, ProviderDeletionPhase.ControlPlane, ProviderDeletionPhase.Infrastructure,
            ProviderDeletionPhase.Finalizer]);

    private static readonly PhasePlan<ClusterScope> Paused = new(PhaseOrder.Independent, []);

    public override ResourceType<Cluster> Type => CoreTypes.Cluster;

    public override string Name => "cluster-controller";

    public override string FieldManager => FieldManagers.Core;

    public override string? Finalizer => Finalizers.Cluster;

    // They repeat what the control plane and the workers say.
    public override IReadOnlySet<string> QuietStatus { get; } = new HashSet<string>(StringComparer.Ordinal) { "controlPlane", "workers" };

    public override void Configure(ControllerConfiguration controller) => controller
        .Watches(CoreTypes.MachineDeployment, OfLabelled)
        .Watches(CoreTypes.MachinePool, OfLabelled)
        .Watches(CoreTypes.MachineSet, OfStandaloneOrDeleting)
        .Watches(CoreTypes.Machine, OfStandaloneOrDeleting)
        .Source(references.Keys)
        .Source(clusters.Subscribe());

    public override async ValueTask<ClusterScope> ObserveAsync(Cluster obj, ObserveContext context, CancellationToken cancellationToken)
    {
        var self = new ObjectKey(obj.Metadata.NamespaceProperty, obj.Metadata.Name);
        var scope = new ClusterScope { Cluster = obj, Options = options };
        if (scope.IsPaused)
        {
            return scope;
        }

        var machines = (await ListAsync(CoreTypes.Machine, self, context, cancellationToken)).ToLookup(
            m => m.Metadata.Labels?.ContainsKey(ClusterLabels.ControlPlane) == true);
        return scope with
        {
            Infrastructure = await ReadAsync(obj.Spec?.InfrastructureRef, self, cancellationToken),
            ControlPlane = await ReadAsync(obj.Spec?.ControlPlaneRef, self, cancellationToken),
            Deployments = await ListAsync(CoreTypes.MachineDeployment, self, context, cancellationToken),
            Pools = await ListAsync(CoreTypes.MachinePool, self, context, cancellationToken),
            Sets = await ListAsync(CoreTypes.MachineSet, self, context, cancellationToken),
            ControlPlaneMachines = [.. machines[true]],
            WorkerMachines = [.. machines[false].Where(m => !IsOfPool(m))],
            PoolMachines = [.. machines[false].Where(IsOfPool)],
            NewKubeconfig = await kubeconfigs.ObserveAsync(obj, self, cancellationToken),
            Health = clusters.GetHealth(self),
            IsConnected = clusters.Get(self) is Observed<IWorkloadCluster>.Found,
        };
    }

    public override PhasePlan<ClusterScope> Plan(ClusterScope scope) => scope.IsPaused ? Paused : scope.IsDeleting ? Deletion : Normal;

    public override void Report(ClusterScope scope, PassOutcome outcome, Cluster obj, DateTimeOffset now) =>
        ClusterReport.Fill(scope, outcome, obj, now);

    public override ValueTask ForgetAsync(ObjectKey key)
    {
        references.Forget(key);
        return ValueTask.CompletedTask;
    }

    private static bool IsOfPool(Machine machine) => machine.Metadata.Labels?.ContainsKey(ClusterLabels.PoolName) == true;

    private static IEnumerable<ObjectKey> OfLabelled(KubeObject obj) =>
        obj.Metadata.Labels.TryGetValue(ClusterLabels.ClusterName, out var cluster) ? [new ObjectKey(obj.Metadata.Namespace, cluster)] : [];

    // What has a manager of its own is told by its manager, all but its end.
    private static IEnumerable<ObjectKey> OfStandaloneOrDeleting(KubeObject obj) =>
        obj.Metadata.ControllerOwner is null || obj.IsDeleting ? OfLabelled(obj) : [];

    private static async ValueTask<ImmutableArray<T>> ListAsync<T>(
        ResourceType<T> type, ObjectKey cluster, ObserveContext context, CancellationToken cancellationToken)
        where T : class, k8s.IKubernetesObject<k8s.Models.V1ObjectMeta> =>
        [.. (await context.Cache.ListByIndexAsync(type, ObjectIndexes.Cluster, cluster.ToString(), cancellationToken)).Select(o =>
            o.View(type.Json))];

    private async ValueTask<Observed<ContractObject>?> ReadAsync(
        ContractVersionedObjectReference? reference, ObjectKey self, CancellationToken cancellationToken) =>
        reference is null ? null : await references.GetAsync(reference, self, cancellationToken);
}
