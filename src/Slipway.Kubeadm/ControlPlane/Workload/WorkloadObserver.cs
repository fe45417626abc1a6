using System.Collections.Immutable;
using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.Membership;
using Slipway.Kubeadm.Sources;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Workload;

/// <summary>Looks into workload clusters: at Nodes and static pods by their watches, at etcd by asking it.</summary>
/// <param name="clusters">The connections.</param>
/// <param name="etcd">Asks etcd.</param>
internal sealed class WorkloadObserver(IClusterCache clusters, EtcdInspector etcd)
{
    /// <summary>For how long a silent cluster's last word holds.</summary>
    internal static readonly TimeSpan GracePeriod = TimeSpan.FromMinutes(5);

    private const int FailuresUntilDown = 5;
    private static readonly ObjectKey KubeadmConfigKey = new("kube-system", "kubeadm-config");

    /// <summary>What the workload cluster tells now.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="initialized">Since when kubeadm is known to have finished on the first machine; null when it is not.</param>
    /// <param name="mayInitialize">Whether kubeadm's ConfigMap counts, if it is there.</param>
    /// <param name="machines">The control plane's Machines.</param>
    /// <param name="providerIds">The provider's names of those machines whose Machine does not name its Node, by Machine.</param>
    /// <param name="etcdReader">As whom etcd is asked; Absent where it runs elsewhere.</param>
    /// <param name="now">The time of the pass.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    public async ValueTask<WorkloadView> ObserveAsync(
        ObjectKey cluster, DateTimeOffset? initialized, bool mayInitialize, ImmutableArray<Machine> machines,
        ImmutableDictionary<string, string> providerIds, Observed<EtcdCredentials> etcdReader, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (clusters.Get(cluster) is not Observed<IWorkloadCluster>.Found(var connection))
        {
            return initialized is { } since ? Unconnected(clusters.GetHealth(cluster), since, now) : WorkloadView.NotInitialized;
        }

        if (initialized is null && (!mayInitialize
            || await LiveReads.FindAsync(connection.Client, BuiltInTypes.ConfigMap, KubeadmConfigKey, cancellationToken) is not Observed<V1ConfigMap>.Found))
        {
            return WorkloadView.NotInitialized with { Connection = connection };
        }

        var view = new WorkloadView
        {
            State = WorkloadState.Connected,
            Connection = connection,
            LastSuccess = clusters.GetHealth(cluster).LastProbeSuccessTime,
        };
        view = await WithNodesAsync(view, connection.Cache, machines, cancellationToken);
        foreach (var (machine, providerId) in providerIds.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            view = view with { NodesByProvider = view.NodesByProvider.Add(machine, await FindNodeAsync(connection.Cache, providerId, cancellationToken)) };
        }

        return etcdReader switch
        {
            Observed<EtcdCredentials>.Found(var credentials) => await WithEtcdAsync(view, cluster, connection, credentials, cancellationToken),
            Observed<EtcdCredentials>.Unknown(var code, var message) => view with { Etcd = new Observed<EtcdSnapshot>.Unknown(code, message) },
            _ => view,
        };
    }

    /// <summary>Who has only just been initialized, or was looked for a few times only, is given time.</summary>
    private static WorkloadView Unconnected(ClusterHealth health, DateTimeOffset initialized, DateTimeOffset now)
    {
        var last = health.LastProbeSuccessTime is { } success && success > initialized ? success : initialized;
        var wasTried = health.LastProbeSuccessTime is not null || health.ConsecutiveFailures >= FailuresUntilDown;
        return new()
        {
            State = wasTried && now - last > GracePeriod ? WorkloadState.Down : WorkloadState.Pending,
            LastSuccess = health.LastProbeSuccessTime,
        };
    }

    private static async ValueTask<WorkloadView> WithNodesAsync(
        WorkloadView view, IObjectReader cache, ImmutableArray<Machine> machines, CancellationToken cancellationToken)
    {
        var nodes = ImmutableDictionary.CreateBuilder<string, Observed<V1Node>>();
        var pods = ImmutableDictionary.CreateBuilder<string, Observed<V1Pod>>();
        foreach (var name in machines.Select(m => m.Status?.NodeRef?.Name).OfType<string>())
        {
            nodes[name] = await cache.ReadAsync(BuiltInTypes.Node, ObjectKey.ClusterScoped(name), cancellationToken);
            foreach (var pod in StaticPods.Of(name))
            {
                pods[pod] = await cache.ReadAsync(BuiltInTypes.Pod, new("kube-system", pod), cancellationToken);
            }
        }

        return view with
        {
            Nodes = nodes.ToImmutable(), Pods = pods.ToImmutable(), ControlPlaneNodes = await ReadMarkedAsync(cache, cancellationToken),
        };
    }

    /// <summary>Two Nodes that both claim to be the machine are none.</summary>
    private static async ValueTask<Observed<string>> FindNodeAsync(IObjectReader cache, string providerId, CancellationToken cancellationToken) =>
        await cache.ListOrUnknownAsync(BuiltInTypes.Node, WorkloadIndexes.ProviderId, providerId, cancellationToken) switch
        {
            Observed<IReadOnlyList<KubeObject>>.Found({ Count: 1 } found) => new Observed<string>.Found(found[0].Metadata.Name),
            Observed<IReadOnlyList<KubeObject>>.Unknown(var code, var message) => new Observed<string>.Unknown(code, message),
            _ => new Observed<string>.Absent(),
        };

    private static async ValueTask<Observed<IReadOnlyList<string>>> ReadMarkedAsync(
        IObjectReader cache, CancellationToken cancellationToken)
    {
        var marked = await cache.ListOrUnknownAsync(
            BuiltInTypes.Node, ns: null, n => n.Metadata.Labels.ContainsKey(NodeTaints.ControlPlane), cancellationToken);
        return marked switch
        {
            Observed<IReadOnlyList<KubeObject>>.Found(var found) =>
                new Observed<IReadOnlyList<string>>.Found([.. found.Select(n => n.Metadata.Name).Order(StringComparer.Ordinal)]),
            Observed<IReadOnlyList<KubeObject>>.Unknown(var code, var why) => new Observed<IReadOnlyList<string>>.Unknown(code, why),
            _ => new Observed<IReadOnlyList<string>>.Absent(),
        };
    }

    private async ValueTask<WorkloadView> WithEtcdAsync(
        WorkloadView view, ObjectKey cluster, IWorkloadCluster connection, EtcdCredentials credentials, CancellationToken cancellationToken)
    {
        var pods = view.Nodes.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => (Node: n.Key, Observed: n.Value, Pod: view.Pods[StaticPods.Etcd(n.Key)])).ToList();
        var etcdPods = pods
            .Where(p => p is { Observed: Observed<V1Node>.Found, Pod: Observed<V1Pod>.Found })
            .Select(p => (p.Node, Pod: p.Pod.ValueOrNull!))
            .Select(p => (p.Node, Uid: p.Pod.Metadata.Uid, Version: p.Pod.Metadata.ResourceVersion, Ready: StaticPods.IsReady(p.Pod)))
            .ToList();
        var access = new EtcdAccess(cluster, connection.Client, credentials, [.. etcdPods.Where(p => p.Ready).Select(p => p.Node)])
        {
            Fingerprint = string.Join(',', etcdPods.Select(p => $"{p.Node}@{p.Uid}/{p.Version}:{p.Ready}")),
        };
        if (!access.Nodes.IsEmpty)
        {
            return view with { EtcdAccess = access, Etcd = await etcd.ObserveAsync(access, cancellationToken) };
        }

        // Nobody can be asked: it says why, where that is known.
        return pods.Select(p => Failed(p.Observed) ?? Failed(p.Pod)).FirstOrDefault(f => f is not null) is { } failure
            ? view with { Etcd = failure }
            : view;
    }

    private static Observed<EtcdSnapshot>.Unknown? Failed<T>(Observed<T> read)
        where T : class => read is Observed<T>.Unknown(var code, var message) ? new(code, message) : null;
}
