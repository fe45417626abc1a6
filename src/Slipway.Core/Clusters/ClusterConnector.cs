using Microsoft.Extensions.Logging;
using Slipway.ControllerRuntime.Caching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Core.Clusters;

/// <summary>Makes connections to workload clusters out of kubeconfigs.</summary>
/// <param name="connect">Makes a client of a kubeconfig.</param>
/// <param name="options">How clusters are kept in reach.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Spreads the delays of the clusters' watches.</param>
/// <param name="loggers">Where connections are logged.</param>
internal sealed class ClusterConnector(
    Func<ReadOnlyMemory<byte>, IKubeClient> connect,
    ClusterCacheOptions options,
    TimeProvider time,
    IRandomSource random,
    ILoggerFactory loggers)
{
    private readonly ILogger<ClusterConnector> _logger = loggers.CreateLogger<ClusterConnector>();

    /// <summary>Connects, and asks for a sign of life.</summary>
    /// <returns>The connection, which the caller disposes, or why there is none.</returns>
    public async Task<(WorkloadCluster? Cluster, string? Problem)> ConnectAsync(
        ObjectKey key, ReadOnlyMemory<byte> kubeconfig, Action<DateTimeOffset> noteAlive, CancellationToken cancellationToken)
    {
        IKubeClient? transport = null;
        WorkloadCluster? cluster = null;
        try
        {
            transport = connect(kubeconfig);
            var client = new SignOfLifeClient(transport, new Silence(options.ProbeTimeout, time), () => noteAlive(time.GetUtcNow()));
            if ((await ClusterProbe.AskAsync(client, options.ProbeTimeout, time, cancellationToken)).Problem is { } problem)
            {
                return (null, problem);
            }

            cluster = Open(transport, client);
            return (cluster, null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Most likely a kubeconfig that cannot be read. Its text holds keys: it is not told.
            _logger.Unforeseen(e, key);
            return (null, $"its kubeconfig cannot be used: {e.GetType().Name}");
        }
        finally
        {
            if (cluster is null && transport is not null)
            {
                await WorkloadCluster.DisposeAsync(transport);
            }
        }
    }

    private WorkloadCluster Open(IKubeClient transport, SignOfLifeClient client)
    {
        var limits = new ObjectCacheOptions { Selections = options.Selections, FirstListPatience = options.ProbeTimeout };
        var cache = new ObjectCache(client, limits, time, random, loggers);
        cache.AddIndex(BuiltInTypes.Node, WorkloadIndexes.ProviderId, node => NodeIdentity.ProviderId(node) is { } id ? [id] : []);
        return new WorkloadCluster(transport, client, cache);
    }
}
