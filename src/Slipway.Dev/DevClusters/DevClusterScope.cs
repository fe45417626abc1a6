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
/// <param name="OtherPorts">The ports of the other DevClusters, while this one has none.</param>
internal sealed record DevClusterScope(
    DevCluster DevCluster, Observed<Cluster> Cluster, WorkloadCluster? Workload, WorkloadClusters Clusters, IReadOnlyList<int> OtherPorts)
{
    public string Uid => DevCluster.Metadata.Uid;

    public bool IsDeleting => DevCluster.Metadata.DeletionTimestamp is not null;
}
