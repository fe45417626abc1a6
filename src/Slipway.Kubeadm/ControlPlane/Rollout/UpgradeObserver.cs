using System.Collections.Concurrent;
using k8s.Models;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.Sources;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Rollout;

/// <summary>Reads what in a workload cluster follows the control plane's version: during a rollout, and once after.</summary>
internal sealed class UpgradeObserver
{
    private const string SkipKubeProxy = "controlplane.cluster.x-k8s.io/skip-kube-proxy";
    private const string SkipCoreDns = "controlplane.cluster.x-k8s.io/skip-coredns";

    // For which generation the add-ons were found right: lost with the process, which only costs looking once more.
    private readonly ConcurrentDictionary<ObjectKey, long> _settled = new();

    /// <summary>What was read; null when nothing needs to be looked at.</summary>
    public async ValueTask<UpgradeView?> ObserveAsync(ControlPlaneScope scope, IWorkloadCluster workload, CancellationToken cancellationToken)
    {
        var generation = scope.Object.Metadata.Generation ?? 0;
        if (scope.Machines.Any(m => !m.IsUpToDate))
        {
            _settled.TryRemove(scope.ClusterKey, out _);
            var map = await LiveReads.FindAsync(workload.Client, BuiltInTypes.ConfigMap, new("kube-system", "kubeadm-config"), cancellationToken);
            return new(map, new Observed<V1DaemonSet>.Absent(), new Observed<V1Deployment>.Absent());
        }

        if (scope.Machines.Length != scope.DesiredReplicas || scope.Machines.Any(m => !m.HasHealthyComponents)
            || (_settled.TryGetValue(scope.ClusterKey, out var settled) && settled == generation))
        {
            return null;
        }

        var view = new UpgradeView(
            new Observed<V1ConfigMap>.Absent(),
            await FindAsync(scope, workload, BuiltInTypes.DaemonSet, "kube-proxy", SkipKubeProxy, cancellationToken),
            scope.Spec.KubeadmConfigSpec?.ClusterConfiguration?.Dns?.ImageTag is null
                ? new Observed<V1Deployment>.Absent()
                : await FindAsync(scope, workload, BuiltInTypes.Deployment, "coredns", SkipCoreDns, cancellationToken));
        if (view is { KubeProxy: not Observed<V1DaemonSet>.Unknown, CoreDns: not Observed<V1Deployment>.Unknown }
            && !AddOnImages.Decide(scope.Spec, view).Any())
        {
            _settled[scope.ClusterKey] = generation;
        }

        return view;
    }

    /// <summary>Drops what is kept of a cluster.</summary>
    public void Forget(ObjectKey cluster) => _settled.TryRemove(cluster, out _);

    private static async ValueTask<Observed<T>> FindAsync<T>(
        ControlPlaneScope scope, IWorkloadCluster workload, ResourceType<T> type, string name, string skip, CancellationToken cancellationToken)
        where T : class, k8s.IKubernetesObject<V1ObjectMeta> => scope.Object.Metadata.Annotations.Value(skip) is not null
            ? new Observed<T>.Absent()
            : await LiveReads.FindAsync(workload.Client, type, new("kube-system", name), cancellationToken);
}
