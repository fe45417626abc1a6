using Slipway.Kubernetes.Client;

namespace Slipway.Core.Clusters;

/// <summary>What came of a try to connect.</summary>
/// <param name="Cluster">The connection; null when there is none.</param>
/// <param name="Transport">Without a connection, a client that the next try can use.</param>
/// <param name="Problem">Why there is no connection.</param>
internal sealed record ConnectionTry(WorkloadCluster? Cluster, IKubeClient? Transport, string? Problem) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (Cluster is not null)
        {
            await Cluster.DisposeAsync();
        }

        if (Transport is not null)
        {
            await WorkloadCluster.DisposeAsync(Transport);
        }
    }
}
