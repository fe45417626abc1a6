using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Dev.Workload;

/// <summary>Effects on pretended clusters that more than one kind's phases want.</summary>
internal static class WorkloadEffects
{
    /// <summary>Opens the cluster of a DevCluster at the port that its spec names.</summary>
    public static Effect Open(WorkloadClusters clusters, DevCluster cluster, int port)
    {
        var name = $"{cluster.Metadata.NamespaceProperty}/{cluster.Metadata.Name}";
        return new Effect.Call(
            "open workload cluster",
            async token => await clusters.OpenAsync(cluster.Metadata.Uid, name, port, token),
            $"the cluster answers at port {port}");
    }
}
