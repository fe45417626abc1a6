using System.Collections.Concurrent;
using k8s.Models;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Phases;
using Slipway.Kubeadm.CoreDns;
using Slipway.Kubeadm.Sources;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.ControlPlane.Rollout;

/// <summary>Reads what in a workload cluster follows the control plane's version: during a rollout, and once after.</summary>
internal sealed class UpgradeObserver
{
    internal static readonly ObjectKey KubeadmConfigKey = new("kube-system", "kubeadm-config");

    // For which wishes the add-ons were found right: lost with the process, which only costs looking once more.
    private readonly ConcurrentDictionary<ObjectKey, (long Generation, bool NoKubeProxy, bool NoCoreDns)> _settled = new();

    // For which version the cluster was found ready; likewise.
    private readonly ConcurrentDictionary<ObjectKey, string> _prepared = new();

    /// <summary>What was read; null when nothing needs to be looked at.</summary>
    public async ValueTask<UpgradeView?> ObserveAsync(ControlPlaneScope scope, IWorkloadCluster workload, CancellationToken cancellationToken)
    {
        var annotations = scope.Object.Metadata.Annotations;
        var wishes = (
            scope.Object.Metadata.Generation ?? 0, annotations.Value(KubeadmControlPlaneAnnotations.SkipKubeProxy) is not null,
            annotations.Value(KubeadmControlPlaneAnnotations.SkipCoreDns) is not null);
        if (scope.Machines.Any(m => !m.IsUpToDate))
        {
            _settled.TryRemove(scope.ClusterKey, out _);
            var view = new UpgradeView { KubeadmConfig = await LiveReads.FindAsync(workload.Client, BuiltInTypes.ConfigMap, KubeadmConfigKey, cancellationToken) };
            return await WithMissingAsync(view, scope, workload.Client, cancellationToken);
        }

        if (scope.Machines.Length != scope.DesiredReplicas || scope.Machines.Any(m => !m.HasHealthyComponents)
            || (_settled.TryGetValue(scope.ClusterKey, out var settled) && settled == wishes))
        {
            return null;
        }

        var addOns = await ReadAddOnsAsync(scope, workload, cancellationToken);
        if (UpgradePhases.AddOns(scope with { Upgrade = addOns }, scope.Now) is PhaseResult.Done)
        {
            _settled[scope.ClusterKey] = wishes;
        }

        return addOns;
    }

    /// <summary>Drops what is kept of a cluster.</summary>
    public void Forget(ObjectKey cluster)
    {
        _settled.TryRemove(cluster, out _);
        _prepared.TryRemove(cluster, out _);
    }

    private async ValueTask<UpgradeView> WithMissingAsync(
        UpgradeView view, ControlPlaneScope scope, IKubeClient workload, CancellationToken cancellationToken)
    {
        var wanted = scope.Spec.Version;
        if ((_prepared.TryGetValue(scope.ClusterKey, out var prepared) && prepared == wanted) || !KubernetesVersion.TryParse(wanted, out var version))
        {
            return view;
        }

        try
        {
            var missing = await MissingObjects.ReadAsync(workload, version, cancellationToken);
            if (missing.IsEmpty)
            {
                _prepared[scope.ClusterKey] = wanted!;
            }

            return view with { Missing = missing };
        }
        catch (Exception e) when (e is KubeApiException or HttpRequestException or IOException)
        {
            return view with { MissingFailure = PhaseResult.FailWith(ErrorCodes.WorkloadClusterUnreachable, $"RBAC for kubeadm {wanted}: {e.Message}") };
        }
    }

    private static async ValueTask<UpgradeView> ReadAddOnsAsync(ControlPlaneScope scope, IWorkloadCluster workload, CancellationToken cancellationToken)
    {
        var configuration = scope.Spec.KubeadmConfigSpec?.ClusterConfiguration;
        var view = new UpgradeView
        {
            KubeProxy = await FindAsync(
                scope, workload, BuiltInTypes.DaemonSet, "kube-proxy", KubeadmControlPlaneAnnotations.SkipKubeProxy, cancellationToken),
            CoreDns = configuration is null
                ? new Observed<V1Deployment>.Absent()
                : await FindAsync(
                    scope, workload, BuiltInTypes.Deployment, "coredns", KubeadmControlPlaneAnnotations.SkipCoreDns, cancellationToken),
        };
        return CoreDnsUpgrade.WantedImage(configuration, view.CoreDns.ValueOrNull) is null
            ? view
            : view with
            {
                CoreDnsConfig = await LiveReads.FindAsync(workload.Client, BuiltInTypes.ConfigMap, new("kube-system", "coredns"), cancellationToken),
                KubeadmConfig = await LiveReads.FindAsync(workload.Client, BuiltInTypes.ConfigMap, KubeadmConfigKey, cancellationToken),
            };
    }

    private static async ValueTask<Observed<T>> FindAsync<T>(
        ControlPlaneScope scope, IWorkloadCluster workload, ResourceType<T> type, string name, string skip, CancellationToken cancellationToken)
        where T : class, k8s.IKubernetesObject<V1ObjectMeta> => scope.Object.Metadata.Annotations.Value(skip) is not null
            ? new Observed<T>.Absent()
            : await LiveReads.FindAsync(workload.Client, type, new("kube-system", name), cancellationToken);
}
