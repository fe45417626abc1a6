using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.ControlPlane.Adoption;
using Slipway.Kubeadm.ControlPlane.Conditions;
using Slipway.Kubeadm.ControlPlane.Phases;
using Slipway.Kubeadm.Membership;
using Slipway.Kubeadm.Sources;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane;

/// <summary>Keeps the control plane machines of clusters made by kubeadm: as many as wanted, as wanted, one change at a time.</summary>
/// <param name="clusters">Connections to the clusters.</param>
/// <param name="observer">Reads.</param>
/// <param name="inspector">Asks etcd, and changes its membership.</param>
internal sealed class KubeadmControlPlaneReconciler(IClusterCache clusters, ControlPlaneObserver observer, EtcdInspector inspector)
    : Reconciler<KubeadmControlPlane, ControlPlaneScope>
{
    private readonly ConcurrentDictionary<ObjectKey, ObjectKey> _controlPlanes = new();
    private readonly MembershipPhases _membership = new(new EtcdEffects(inspector));
    private readonly ScalePhases _scale = new(new EtcdEffects(inspector));

    /// <inheritdoc/>
    public override ResourceType<KubeadmControlPlane> Type => Api.KubeadmTypes.KubeadmControlPlane;

    /// <inheritdoc/>
    public override string Name => "kubeadmcontrolplane-controller";

    public override string FieldManager => FieldManagers.KubeadmControlPlane;

    /// <inheritdoc/>
    public override string? Finalizer => Finalizers.KubeadmControlPlane;

    /// <inheritdoc/>
    public override void Configure(ControllerConfiguration controller) => controller
        .Owns(CoreTypes.Machine)
        .WatchesIndexed(CoreTypes.Cluster, ObjectIndexes.Cluster, cluster => cluster.Key.ToString(), ClusterAspect.Of)
        .WatchesIndexed(BuiltInTypes.Secret, ObjectIndexes.Cluster, AuthoritySecrets.ClusterOf)
        .Source(clusters.Subscribe(ControlPlanesOf))
        .Source(clusters.Subscribe(BuiltInTypes.Node, (cluster, _) => ControlPlanesOf(cluster)))
        .Source(clusters.Subscribe(BuiltInTypes.Pod, (cluster, pod) => IsStaticPod(pod) ? ControlPlanesOf(cluster) : []));

    /// <inheritdoc/>
    public override async ValueTask<ControlPlaneScope> ObserveAsync(
        KubeadmControlPlane obj, ObserveContext context, CancellationToken cancellationToken)
    {
        if (obj.Metadata.OwnerReferences?.FirstOrDefault(o => o.Kind == CoreTypes.Cluster.Kind.Kind) is { } owner)
        {
            // Before anything is looked at: a change from here on must find its way back.
            var ns = obj.Metadata.NamespaceProperty;
            _controlPlanes[new(ns, owner.Name)] = new(ns, obj.Metadata.Name);
        }

        return await observer.ObserveAsync(obj, context, cancellationToken);
    }

    /// <inheritdoc/>
    public override PhasePlan<ControlPlaneScope> Plan(ControlPlaneScope scope) => new(PhaseOrder.Independent, Phases(scope))
    {
        // What nobody owns has nothing that is to be cleaned up, and its Cluster may be paused.
        KeepFinalizer = scope.Cluster is not Observed<Api.Core.V1Beta2.Cluster>.Found,
    };

    /// <inheritdoc/>
    public override void Report(ControlPlaneScope scope, PassOutcome outcome, KubeadmControlPlane obj, DateTimeOffset now) =>
        ControlPlaneReport.Write(scope, outcome, obj, now);

    /// <inheritdoc/>
    public override ValueTask ForgetAsync(ObjectKey key)
    {
        foreach (var (cluster, _) in _controlPlanes.Where(p => p.Value == key))
        {
            _controlPlanes.TryRemove(cluster, out _);
            inspector.Forget(cluster);
            observer.Forget(cluster);
        }

        return ValueTask.CompletedTask;
    }

    private ImmutableArray<Phase<ControlPlaneScope>> Phases(ControlPlaneScope scope)
    {
        if (scope.IsPaused)
        {
            return [];
        }

        if (scope.IsDeleting)
        {
            var deletion = new Phase<ControlPlaneScope>(DeletionPhase.Name, DeletionPhase.Decide);
            return scope.Cluster is Observed<Api.Core.V1Beta2.Cluster>.Found
                ? [new("Conditions", MachinePhases.Conditions), deletion]
                : [deletion];
        }

        return
        [
            new("Conditions", MachinePhases.Conditions),
            new("MachineParts", MachinePhases.Parts),
            new("ControlPlane", PhaseSequence.Of(
                PreparationPhases.Owner, AdoptionPhase.Decide, PreparationPhases.Template, PreparationPhases.Infrastructure,
                PreparationPhases.Certificates, PreparationPhases.Endpoint, PreparationPhases.Kubeconfig, _membership.Orphans,
                _membership.CleanupHook, _scale.Remediation, InitializationPhases.Initialized, UpgradePhases.KubeadmConfig, _scale.Scale,
                UpgradePhases.AddOns)),
            new("CertificateExpiry", InitializationPhases.CertificateExpiry),
            new("EtcdHealth", InitializationPhases.EtcdHealth),
            new("NewMachines", InitializationPhases.NewMachines),
            new("DueDates", DuePhase.Decide),
        ];
    }

    private IEnumerable<ObjectKey> ControlPlanesOf(ObjectKey cluster) =>
        _controlPlanes.TryGetValue(cluster, out var controlPlane) ? [controlPlane] : [];

    private static bool IsStaticPod(KubeObject pod) =>
        pod.Metadata.Namespace == "kube-system" && pod.Metadata.Labels.GetValueOrDefault("tier") == "control-plane";
}
