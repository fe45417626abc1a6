using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Core.Contracts;
using Slipway.Core.Machines;
using Slipway.Core.Versions;

namespace Slipway.Core.Clusters.Report;

/// <summary>Counts over the Machines of a cluster, as their owners report them.</summary>
internal static class ClusterCounts
{
    public static void Fill(ClusterScope scope, ClusterStatus status)
    {
        status.ControlPlane = ControlPlane(scope);
        status.Workers = Workers(scope);
    }

    private static ClusterReplicaStatus? ControlPlane(ClusterScope scope)
    {
        if (scope.ControlPlane?.ValueOrNull is { } controlPlane)
        {
            return ControlPlaneContract.DesiredReplicas(controlPlane) is not { } desired
                ? null
                : new ClusterReplicaStatus
                {
                    DesiredReplicas = desired,
                    Replicas = ControlPlaneContract.Count(controlPlane, "replicas"),
                    ReadyReplicas = ControlPlaneContract.Count(controlPlane, "readyReplicas"),
                    AvailableReplicas = ControlPlaneContract.Count(controlPlane, "availableReplicas"),
                    UpToDateReplicas = ControlPlaneContract.Count(controlPlane, "upToDateReplicas"),
                    Versions = ControlPlaneContract.Versions(controlPlane),
                };
        }

        return scope.Cluster.Spec?.ControlPlaneRef is null && scope.ControlPlaneMachines.Length > 0
            ? Of(MachineCounts.Of(scope.ControlPlaneMachines), VersionCount.Of(scope.ControlPlaneMachines))
            : null;
    }

    private static ClusterReplicaStatus Workers(ClusterScope scope)
    {
        var standalone = scope.StandaloneWorkers.ToList();
        var counts = MachineCounts.Of(standalone);
        var sets = scope.StandaloneSets.ToList();
        return new ClusterReplicaStatus
        {
            DesiredReplicas = counts.All + sets.Sum(s => s.Spec?.Replicas ?? 0) + scope.Deployments.Sum(d => d.Spec?.Replicas ?? 0)
                + scope.Pools.Sum(p => p.Spec?.Replicas ?? 0),
            Replicas = counts.All + sets.Sum(s => s.Status?.Replicas ?? 0) + scope.Deployments.Sum(d => d.Status?.Replicas ?? 0)
                + scope.Pools.Sum(p => p.Status?.Replicas ?? 0),
            ReadyReplicas = counts.Ready + sets.Sum(s => s.Status?.ReadyReplicas ?? 0) + scope.Deployments.Sum(d => d.Status?.ReadyReplicas ?? 0)
                + scope.Pools.Sum(p => p.Status?.ReadyReplicas ?? 0),
            AvailableReplicas = counts.Available + sets.Sum(s => s.Status?.AvailableReplicas ?? 0) + scope.Deployments.Sum(d => d.Status?.AvailableReplicas ?? 0)
                + scope.Pools.Sum(p => p.Status?.AvailableReplicas ?? 0),
            UpToDateReplicas = counts.UpToDate + sets.Sum(s => s.Status?.UpToDateReplicas ?? 0) + scope.Deployments.Sum(d => d.Status?.UpToDateReplicas ?? 0)
                + scope.Pools.Sum(p => p.Status?.UpToDateReplicas ?? 0),
            Versions = VersionCount.Merge(
            [
                .. VersionCount.Of(standalone) ?? [], .. sets.SelectMany(s => s.Status?.Versions ?? []),
                .. scope.Deployments.SelectMany(d => d.Status?.Versions ?? []), .. scope.Pools.SelectMany(p => p.Status?.Versions ?? []),
            ]),
        };
    }

    private static ClusterReplicaStatus Of(MachineCounts counts, List<StatusVersion>? versions) => new()
    {
        DesiredReplicas = counts.All,
        Replicas = counts.All,
        ReadyReplicas = counts.Ready,
        AvailableReplicas = counts.Available,
        UpToDateReplicas = counts.UpToDate,
        Versions = versions,
    };
}
