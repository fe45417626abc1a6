using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Core.Machines;
using Slipway.Core.Versions;

namespace Slipway.Core.Clusters.Report;

/// <summary>Adds up what the owners of worker Machines count. A count that nobody reports stays unset.</summary>
internal static class WorkerCounts
{
    public static ClusterReplicaStatus Of(ClusterScope scope)
    {
        List<ClusterReplicaStatus> parts =
        [
            .. scope.Pools.Select(p =>
                Part(p.Spec?.Replicas, p.Status?.Replicas, p.Status?.ReadyReplicas, p.Status?.AvailableReplicas,
                    p.Status?.UpToDateReplicas, p.Status?.Versions)),
            .. scope.Deployments.Select(d =>
                Part(d.Spec?.Replicas, d.Status?.Replicas, d.Status?.ReadyReplicas, d.Status?.AvailableReplicas,
                    d.Status?.UpToDateReplicas, d.Status?.Versions)),
            .. scope.StandaloneSets.Where(s => IsOfCluster(s.Metadata)).Select(s =>
                Part(s.Spec?.Replicas, s.Status?.Replicas, s.Status?.ReadyReplicas, s.Status?.AvailableReplicas,
                    s.Status?.UpToDateReplicas, s.Status?.Versions)),
        ];
        var standalone = scope.StandaloneWorkers.Where(m => IsOfCluster(m.Metadata)).ToList();
        if (standalone.Count > 0)
        {
            var counts = MachineCounts.Of(standalone);
            parts.Add(Part(counts.All, counts.All, counts.Ready, counts.Available, counts.UpToDate, VersionCount.Of(standalone)));
        }

        return Part(
            Sum(p => p.DesiredReplicas),
            Sum(p => p.Replicas),
            Sum(p => p.ReadyReplicas),
            Sum(p => p.AvailableReplicas),
            Sum(p => p.UpToDateReplicas),
            VersionCount.Merge(parts.SelectMany(p => p.Versions ?? [])));

        int? Sum(Func<ClusterReplicaStatus, int?> count) => parts.Any(p => count(p) is not null) ? parts.Sum(count) : null;
    }

    private static bool IsOfCluster(V1ObjectMeta metadata) => metadata.OwnerReferences?.Any(o => o.Kind == "Cluster") == true;

    private static ClusterReplicaStatus Part(int? desired, int? all, int? ready, int? available, int? upToDate,
        List<StatusVersion>? versions) => new()
    {
        DesiredReplicas = desired,
        Replicas = all,
        ReadyReplicas = ready,
        AvailableReplicas = available,
        UpToDateReplicas = upToDate,
        Versions = versions,
    };
}
