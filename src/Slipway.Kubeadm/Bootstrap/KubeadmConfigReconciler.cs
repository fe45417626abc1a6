using System.Collections.Immutable;
using Slipway.Api.Shared;
using Slipway.Api;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.Sources;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>Makes the boot data of machines that join their cluster by kubeadm.</summary>
/// <param name="clusters">Connections to the clusters, for bootstrap tokens.</param>
/// <param name="authorities">Makes the authorities of a cluster that nobody else makes them for.</param>
/// <param name="random">Where tokens come from.</param>
internal sealed class KubeadmConfigReconciler(IClusterCache clusters, AuthorityFactory authorities, IRandomSource random)
    : Reconciler<KubeadmConfig, KubeadmConfigScope>
{
    internal const string BootDataPhaseName = "BootData";

    private readonly KubeadmConfigObserver _observer = new(clusters, authorities, random);

    /// <inheritdoc/>
    public override ResourceType<KubeadmConfig> Type => Api.KubeadmTypes.KubeadmConfig;

    /// <inheritdoc/>
    public override string Name => "kubeadmconfig-controller";

    public override string FieldManager => FieldManagers.KubeadmBootstrap;

    /// <inheritdoc/>
    public override void Configure(ControllerConfiguration controller) => controller
        .Owns(BuiltInTypes.Secret)
        .Watches(CoreTypes.Machine, machine => ConfigOf(machine, machine.View(CoreTypes.Machine.Json).Spec))
        .Watches(CoreTypes.MachinePool, pool => ConfigOf(pool, pool.View(CoreTypes.MachinePool.Json).Spec?.Template?.Spec))
        .WatchesIndexed(CoreTypes.Cluster, ObjectIndexes.Cluster, cluster => cluster.Key.ToString(), ClusterAspect.Of)
        .Source(clusters.Subscribe(cluster => _observer.Asking.Of(CoreTypes.Cluster.Kind.GroupKind, cluster)));

    /// <inheritdoc/>
    public override async ValueTask<KubeadmConfigScope> ObserveAsync(
        KubeadmConfig obj, ObserveContext context, CancellationToken cancellationToken)
    {
        var machine = await ConfigOwner.ReadAsync(obj, context.Cache, cancellationToken);
        Observed<Cluster> cluster = new Observed<Cluster>.Absent();
        if (machine?.ValueOrNull?.Spec?.ClusterName is { } clusterName)
        {
            var key = new ObjectKey(obj.Metadata.NamespaceProperty, clusterName);
            cluster = await context.Cache.ReadAsync(CoreTypes.Cluster, key, cancellationToken);
        }

        var scope = new KubeadmConfigScope { Config = obj, Owner = machine, Cluster = cluster };
        return await _observer.CompleteAsync(scope, context, cancellationToken);
    }

    /// <inheritdoc/>
    public override PhasePlan<KubeadmConfigScope> Plan(KubeadmConfigScope scope)
    {
        var stopped = scope.IsPaused || scope.Config.Metadata.DeletionTimestamp is not null;
        ImmutableArray<Phase<KubeadmConfigScope>> phases = stopped
            ? []
            : [
                new("Prerequisites", BootDataPhase.Prerequisites),
                new(BootDataPhaseName, BootDataPhase.Decide),
                new("DataSecret", DataSecret.Keep),
                new("InitLock", InitPhase.Release),
                new("Token", TokenPhase.Decide),
            ];
        return new(PhaseOrder.Sequential, phases);
    }

    /// <inheritdoc/>
    public override void Report(KubeadmConfigScope scope, PassOutcome outcome, KubeadmConfig obj, DateTimeOffset now) =>
        KubeadmConfigReport.Write(scope, outcome, obj, now);

    /// <inheritdoc/>
    public override ValueTask ForgetAsync(ObjectKey key)
    {
        _observer.Asking.Forget(key);
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<ObjectKey> ConfigOf(KubeObject owner, MachineSpec? spec) =>
        spec?.Bootstrap?.ConfigRef is { ApiGroup: "bootstrap.cluster.x-k8s.io", Kind: "KubeadmConfig", Name: { } name }
            ? [new ObjectKey(owner.Metadata.Namespace, name)] : [];
}
