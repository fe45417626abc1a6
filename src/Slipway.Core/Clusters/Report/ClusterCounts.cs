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
        status.ControlPlane = ControlPlane(scope) ?? new ClusterReplicaStatus();
        status.Workers = WorkerCounts.Of(scope);
    }

    private static ClusterReplicaStatus? ControlPlane(ClusterScope scope)
    {
        if (scope.ControlPlane?.ValueOrNull is { } controlPlane)
        {
            return new ClusterReplicaStatus
            {
                DesiredReplicas = ControlPlaneContract.DesiredReplicas(controlPlane),
                Replicas = ControlPlaneContract.Count(controlPlane, "replicas"),
                ReadyReplicas = ControlPlaneContract.Count(controlPlane, "readyReplicas"),
                AvailableReplicas = ControlPlaneContract.AvailableReplicas(controlPlane),
                UpToDateReplicas = ControlPlaneContract.Count(controlPlane, "upToDateReplicas"),
                Versions = ControlPlaneContract.Versions(controlPlane),
            };
        }

        return scope.Cluster.Spec?.ControlPlaneRef is null && scope.ControlPlaneMachines.Length > 0
            ? Of(MachineCounts.Of(scope.ControlPlaneMachines), VersionCount.Of(scope.ControlPlaneMachines))
            : null;
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
