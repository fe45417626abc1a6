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
    /// <param name="key">The cluster.</param>
    /// <param name="kept">The client of the try before with this kubeconfig: reading one and its certificates costs more than a try.</param>
    /// <param name="kubeconfig">The cluster's kubeconfig.</param>
    /// <param name="noteAlive">Told of each sign of life.</param>
    /// <param name="cancellationToken">Ends the wait for an answer.</param>
    /// <returns>What the caller keeps, or disposes.</returns>
    public async Task<ConnectionTry> ConnectAsync(
        ObjectKey key, IKubeClient? kept, ReadOnlyMemory<byte> kubeconfig, Action<DateTimeOffset> noteAlive, CancellationToken cancellationToken)
    {
        var transport = kept;
        try
        {
            transport ??= connect(kubeconfig);
            var client = new SignOfLifeClient(transport, new Silence(options.ProbeTimeout, time), () => noteAlive(time.GetUtcNow()));
            var answer = await ClusterProbe.AskAsync(client, options.ProbeTimeout, time, cancellationToken);
            if (answer.Problem is null)
            {
                return new(Open(transport, client), null, null);
            }

            if (answer.IsSilent)
            {
                await WorkloadCluster.DisposeAsync(transport);
                transport = null;
            }

            return new(null, transport, answer.Problem);
        }
        catch (Exception e)
        {
            // Most likely a kubeconfig that cannot be read. Its text holds keys: it is not told.
            _logger.Unforeseen(e, key);
            if (transport is not null)
            {
                await WorkloadCluster.DisposeAsync(transport);
            }

            return new(null, null, $"its kubeconfig cannot be used: {e.GetType().Name}");
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
