using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Dev.Workload;

/// <summary>Effects on pretended clusters that more than one kind's phases want.</summary>
internal static class WorkloadEffects
{
    /// <summary>Opens the cluster of a DevCluster: at the port that it has, or else at one that is free.</summary>
    /// <param name="clusters">Where it is opened.</param>
    /// <param name="cluster">The DevCluster.</param>
    /// <param name="others">The ports of other DevClusters; counts only when a port is to be chosen.</param>
    public static Effect Open(WorkloadClusters clusters, DevCluster cluster, IReadOnlyList<int> others)
    {
        var port = cluster.Spec?.ControlPlaneEndpoint?.Port;
        var name = $"{cluster.Metadata.NamespaceProperty}/{cluster.Metadata.Name}";
        return new Effect.Call(
            "open workload cluster",
            async token => await clusters.OpenAsync(cluster.Metadata.Uid, name, port, others, token),
            port is null ? "the cluster needs a port" : $"the cluster answers at port {port}");
    }
}
