using System.Collections.Immutable;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.ControlPlane.Adoption;
using Slipway.Kubeadm.ControlPlane.Authorities;
using Slipway.Kubeadm.ControlPlane.Health;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Phases;
using Slipway.Kubeadm.ControlPlane.Rollout;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.Membership;
using Slipway.Kubeadm.Sources;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Kubeadm.ControlPlane;

/// <summary>Reads what a control plane's pass decides from.</summary>
/// <param name="workloads">Looks into the workload cluster.</param>
/// <param name="upgrades">Reads what follows the version.</param>
/// <param name="certificates">Asks API servers for the end of their certificates.</param>
/// <param name="authorities">Reads authorities and the kubeconfig.</param>
/// <param name="random">Where names come from.</param>
internal sealed class ControlPlaneObserver(
    WorkloadObserver workloads, UpgradeObserver upgrades, CertificateProbe certificates, AuthorityObserver authorities, IRandomSource random)
{
    private const int DefaultApiServerPort = 6443;

    public async ValueTask<ControlPlaneScope> ObserveAsync(
        KubeadmControlPlane kcp, ObserveContext context, CancellationToken cancellationToken)
    {
        var scope = new ControlPlaneScope { Object = kcp, Cluster = await ReadClusterAsync(kcp, context, cancellationToken), Now = context.Now };
        if (scope.Cluster.ValueOrNull is null || scope.IsPaused)
        {
            return scope.IsDeleting ? scope with { Machines = await ReadOrphansAsync(kcp, context.Cache, cancellationToken) } : scope;
        }

        var all = await ReadMachinesAsync(scope, context.Cache, cancellationToken);
        var owned = all.Where(m => IsControlPlane(m) && m.Metadata.IsControlledBy(kcp.Metadata.Uid))
            .OrderBy(m => m.Metadata.CreationTimestamp).ThenBy(m => m.Metadata.Name, StringComparer.Ordinal)
            .ToImmutableArray();
        scope = scope with
        {
            Workers = scope.IsDeleting ? await ReadWorkersAsync(scope, [.. all.Where(m => !IsControlPlane(m))], context.Cache, cancellationToken) : [],
            NewMachineName = MachineNames.New(kcp, scope.ClusterKey.Name, random),
        };
        scope = await WithStrangersAsync(scope, [.. all.Where(m => IsControlPlane(m) && !m.Metadata.IsControlledBy(kcp.Metadata.Uid))], context, cancellationToken);
        scope = await authorities.ObserveAsync(scope, [.. owned, .. scope.Strangers.Select(s => s.Machine)], context, cancellationToken);
        if (kcp.Spec?.MachineTemplate?.Spec?.InfrastructureRef is { } reference)
        {
            scope = scope with { Template = await context.Cache.ReadAsync(reference, kcp.Metadata.NamespaceProperty, cancellationToken) };
        }

        var etcdReader = scope.HasManagedEtcd ? EtcdReaders.Of(scope.ClusterKey, scope.Authorities) : new Observed<EtcdCredentials>.Absent();
        scope = scope with
        {
            Workload = await workloads.ObserveAsync(
                scope.ClusterKey, InitializedSince(scope), MayInitialize(owned), owned,
                await ReadProviderIdsAsync(owned, context, cancellationToken), etcdReader, context.Now, cancellationToken),
        };
        scope = scope with { Machines = await ReadPartsAsync(scope, owned, context, cancellationToken) };
        scope = scope with { Endpoints = await ReadEndpointsAsync(scope, cancellationToken) };
        scope = scope with { Unseen = await ReadUnseenAsync(scope, context, cancellationToken) };
        return await WithUpgradeAsync(scope, cancellationToken);
    }

    /// <summary>Drops what is kept of a cluster.</summary>
    public void Forget(ObjectKey cluster)
    {
        upgrades.Forget(cluster);
        certificates.Forget(cluster);
        authorities.Forget(cluster);
    }

    /// <summary>
    /// A first machine that goes does not initialize the cluster any more, though kubeadm may finish on it meanwhile: its replacement
    /// would join what is no more.
    /// </summary>
    internal static bool MayInitialize(ImmutableArray<Machine> machines) => machines is not [{ } only]
        || (only.Metadata.DeletionTimestamp is null
            && !(only.Status?.Conditions.IsFalse(MachineConditions.HealthCheckSucceeded) == true
                && only.Status.Conditions.IsFalse(MachineConditions.OwnerRemediated)));

    /// <summary>Null for a cluster that is not initialized; where the condition does not say when it was, it was long ago.</summary>
    private static DateTimeOffset? InitializedSince(ControlPlaneScope scope)
    {
        var condition = scope.Object.Status?.Conditions.Find(KubeadmControlPlaneConditions.Initialized);
        return !scope.IsInitialized ? null
            : condition is { Status: ConditionStatus.True, LastTransitionTime: { } time }
                ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))
                : DateTimeOffset.MinValue;
    }

    private static async ValueTask<Observed<Cluster>> ReadClusterAsync(
        KubeadmControlPlane kcp, ObserveContext context, CancellationToken cancellationToken)
    {
        var owner = kcp.Metadata.OwnerReferences?.FirstOrDefault(o => o.Kind == CoreTypes.Cluster.Kind.Kind);
        return owner is null
            ? new Observed<Cluster>.Absent()
            : await context.Cache.ReadAsync(CoreTypes.Cluster, new(kcp.Metadata.NamespaceProperty, owner.Name), cancellationToken);
    }

    /// <summary>
    /// Machines that are not managed from here. Who was deleted a moment ago adopts none: it is asked of the server, for the garbage
    /// collector may just have set them free.
    /// </summary>
    private static async ValueTask<ControlPlaneScope> WithStrangersAsync(
        ControlPlaneScope scope, ImmutableArray<Machine> strangers, ObserveContext context, CancellationToken cancellationToken)
    {
        if (strangers.IsEmpty || scope.IsDeleting)
        {
            return scope;
        }

        var metadata = scope.Object.Metadata;
        var live = await context.Client.FindAsync(Api.KubeadmTypes.KubeadmControlPlane, new(metadata.NamespaceProperty, metadata.Name), cancellationToken);
        return live is null || live.Metadata.Uid != metadata.Uid || live.Metadata.DeletionTimestamp is not null
            ? scope
            : scope with { Strangers = await AdoptionObserver.ObserveAsync(strangers, context.Cache, cancellationToken) };
    }

    private static async ValueTask<List<Machine>> ReadMachinesAsync(
        ControlPlaneScope scope, IObjectReader cache, CancellationToken cancellationToken)
    {
        var objects = await cache.ListByIndexAsync(CoreTypes.Machine, ObjectIndexes.Cluster, scope.ClusterKey.ToString(), cancellationToken);
        return [.. objects
            .Where(m => scope.IsDeleting || m.Metadata.Labels.ContainsKey(ClusterLabels.ControlPlane))
            .Select(m => m.View(CoreTypes.Machine.Json))];
    }

    private static async ValueTask<ImmutableArray<string>> ReadWorkersAsync(
        ControlPlaneScope scope, IReadOnlyCollection<Machine> machines, IObjectReader cache, CancellationToken cancellationToken)
    {
        const int named = 10;
        var pools = await cache.ListByIndexAsync(CoreTypes.MachinePool, ObjectIndexes.Cluster, scope.ClusterKey.ToString(), cancellationToken);
        return
        [
            .. pools.Count > 0 ? [$"MachinePools: {NameList.Of([.. pools.Select(p => p.Metadata.Name).Order(StringComparer.Ordinal)], named)}"] : Array.Empty<string>(),
            .. machines.Count > 0
                ? [$"Machines: {NameList.Of([.. machines.Select(m => m.Metadata.Name).Order(StringComparer.Ordinal)], named)}"]
                : Array.Empty<string>(),
        ];
    }

    /// <summary>A Machine costs money: before one is made, the truth is asked whether there is one that the cache does not show yet.</summary>
    private static async ValueTask<ImmutableArray<string>> ReadUnseenAsync(
        ControlPlaneScope scope, ObserveContext context, CancellationToken cancellationToken)
    {
        if (!ScalePhases.WillAdd(scope))
        {
            return [];
        }

        var selector = $"{ClusterLabels.ClusterName}={scope.ClusterKey.Name},{ClusterLabels.ControlPlane}";
        var there = await context.Client.ListAsync(
            CoreTypes.Machine, scope.ClusterKey.Namespace, new ListOptions { LabelSelector = selector }, cancellationToken);
        return [.. there.Items
            .Where(m => m.Metadata.ControllerOwner?.Uid == scope.Object.Metadata.Uid && !scope.Machines.Any(seen => seen.Machine.Metadata.Uid == m.Metadata.Uid))
            .Select(m => m.Metadata.Name)];
    }

    /// <summary>Machines of a control plane whose Cluster is gone: all that is left to do for them is to delete them.</summary>
    private static async ValueTask<ImmutableArray<ControlPlaneMachine>> ReadOrphansAsync(
        KubeadmControlPlane kcp, IObjectReader cache, CancellationToken cancellationToken)
    {
        var unknown = MachineHealth.Uniform(managedEtcd: true, ConditionState.Unknown(ConditionReasons.InspectionFailed));
        var objects = await cache.ListByIndexAsync(CoreTypes.Machine, ObjectIndexes.Owner, kcp.Metadata.Uid, cancellationToken);
        return [.. objects.Select(m => new ControlPlaneMachine { Machine = m.View(CoreTypes.Machine.Json), Health = unknown })];
    }

    private static bool IsControlPlane(Machine machine) => machine.Metadata.Labels?.ContainsKey(ClusterLabels.ControlPlane) == true;

    /// <summary>
    /// What the provider calls those machines whose Machine does not name its Node: by it the Node is found, and by the Node the etcd member. A
    /// Machine that goes while its machine comes up does not learn it any more.
    /// </summary>
    private static async ValueTask<ImmutableDictionary<string, string>> ReadProviderIdsAsync(
        ImmutableArray<Machine> machines, ObserveContext context, CancellationToken cancellationToken)
    {
        var ids = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var machine in machines.Where(m => m.Status?.NodeRef?.Name is null))
        {
            var id = machine.Spec?.ProviderID is { Length: > 0 } known ? known
                : (await context.Cache.ReadAsync(machine.Spec!.InfrastructureRef!, machine.Metadata.NamespaceProperty, cancellationToken))
                    .ValueOrNull is { } infrastructure ? InfrastructureMachineContract.ProviderId(infrastructure) : null;
            if (id is { Length: > 0 })
            {
                ids[machine.Metadata.Name] = id;
            }
        }

        return ids.ToImmutable();
    }

    private static async ValueTask<ImmutableArray<ControlPlaneMachine>> ReadPartsAsync(
        ControlPlaneScope scope, ImmutableArray<Machine> machines, ObserveContext context, CancellationToken cancellationToken)
    {
        var read = ImmutableArray.CreateBuilder<ControlPlaneMachine>(machines.Length);
        var config = scope.Spec.KubeadmConfigSpec;
        foreach (var machine in machines)
        {
            var ns = machine.Metadata.NamespaceProperty;
            var infrastructure = await context.Cache.ReadAsync(machine.Spec!.InfrastructureRef!, ns, cancellationToken);
            var bootstrap = machine.Spec.Bootstrap?.ConfigRef is { } configRef
                ? await context.Cache.ReadAsync(configRef, ns, cancellationToken)
                : new Observed<ContractObject>.Absent();
            var typed = bootstrap.ValueOrNull?.Source.View(Api.KubeadmTypes.KubeadmConfig.Json);
            read.Add(new ControlPlaneMachine
            {
                Machine = machine,
                Infrastructure = infrastructure,
                BootstrapObject = bootstrap,
                Bootstrap = typed,
                NodeByProvider = scope.Workload.NodesByProvider.GetValueOrDefault(machine.Metadata.Name, new Observed<string>.Absent()),
                Health = HealthInspection.Of(machine, scope.HasManagedEtcd, NodeCheck.ExpectsTaint(machine, typed?.Spec), scope.Workload),
                OutdatedReasons = UpToDateCheck.Reasons(
                    scope.Object, machine, infrastructure.ValueOrNull?.Source.Metadata, typed?.Spec, context.Now),
            });
        }

        return read.MoveToImmutable();
    }

    private static async ValueTask<Observed<V1ConfigMap>> ReadEndpointsAsync(ControlPlaneScope scope, CancellationToken cancellationToken) =>
        scope is { IsDeleting: false, Workload: { State: WorkloadState.Connected, Connection: { } connection } } && KubeadmEndpoints.AreKept(scope.Object)
            && (MembershipPhases.Leaving(scope).Any() || MembershipPhases.Orphan(scope) is not null)
            ? await LiveReads.FindAsync(connection.Client, BuiltInTypes.ConfigMap, UpgradeObserver.KubeadmConfigKey, cancellationToken)
            : new Observed<V1ConfigMap>.Absent();

    private async ValueTask<ControlPlaneScope> WithUpgradeAsync(ControlPlaneScope scope, CancellationToken cancellationToken)
    {
        if (scope.Workload is not { State: WorkloadState.Connected, Connection: { } connection } || scope.IsDeleting)
        {
            return scope;
        }

        var expiries = ImmutableDictionary.CreateBuilder<string, DateTimeOffset>();
        foreach (var machine in scope.Machines.Where(InitializationPhases.LacksCertificateExpiry))
        {
            if (await certificates.AskAsync(scope.ClusterKey, connection.Client, machine.NodeName!, PortOf(machine), cancellationToken) is { } expiry)
            {
                expiries[machine.Name] = expiry;
            }
        }

        return scope with
        {
            CertificateExpiries = expiries.ToImmutable(),
            Upgrade = await upgrades.ObserveAsync(scope, connection, cancellationToken),
        };
    }

    private static int PortOf(ControlPlaneMachine machine)
    {
        var spec = machine.Bootstrap?.Spec;
        return spec?.InitConfiguration?.LocalAPIEndpoint?.BindPort ?? spec?.JoinConfiguration?.ControlPlane?.LocalAPIEndpoint?.BindPort ?? DefaultApiServerPort;
    }
}
