using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Dev.Workload;

namespace Slipway.Dev.DevClusters;

/// <summary>What a pass over a DevCluster decides from.</summary>
/// <param name="DevCluster">The object.</param>
/// <param name="Cluster">The Cluster that owns it; Absent while nobody does.</param>
/// <param name="Workload">What runs for it; null while nothing does.</param>
/// <param name="Clusters">Where it can be opened.</param>
/// <param name="FreePort">A port kept for it; null when it has one already, or nobody owns it.</param>
internal sealed record DevClusterScope(
    DevCluster DevCluster, Observed<Cluster> Cluster, WorkloadCluster? Workload, WorkloadClusters Clusters, int? FreePort)
{
    public string Uid => DevCluster.Metadata.Uid;

    public bool IsDeleting => DevCluster.Metadata.DeletionTimestamp is not null;
}
