using System.Collections.Concurrent;
using Slipway.ApiServer.Storage;

namespace Slipway.Dev.Workload;

/// <summary>The pretended clusters of this program, by the UID of their DevCluster.</summary>
/// <param name="database">Keeps what each of them holds.</param>
/// <param name="factory">Makes what serves one.</param>
internal sealed class WorkloadClusters(IStoreDatabase database, WorkloadClusterFactory factory) : IAsyncDisposable
{
    // The API's objects, and beside them what no API shows.
    private const string ObjectSpace = "workload/";
    private const string EtcdSpace = "etcd/";

    private readonly ConcurrentDictionary<string, WorkloadCluster> _clusters = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _change = new(1, 1);

    /// <summary>The cluster of a DevCluster; null when it is not open.</summary>
    public WorkloadCluster? Find(string uid) => _clusters.GetValueOrDefault(uid);

    /// <summary>Opens a cluster with all that it held before, at a port that is free.</summary>
    /// <param name="uid">The UID of its DevCluster.</param>
    /// <param name="name">Its name in logs.</param>
    /// <param name="port">The port it had before; null to choose one.</param>
    /// <param name="others">Ports that belong to clusters which may not be open yet.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="PortTakenException">Another program has the port.</exception>
    public async Task<WorkloadCluster> OpenAsync(
        string uid, string name, int? port, IEnumerable<int> others, CancellationToken cancellationToken)
    {
        await _change.WaitAsync(cancellationToken);
        try
        {
            if (_clusters.TryGetValue(uid, out var open))
            {
                return open;
            }

            var reservation = port is { } wanted
                ? PortReservation.TryTake(wanted) ?? throw new PortTakenException(wanted)
                : PortReservation.TakeFree(others.Concat(_clusters.Values.Select(c => c.Port)).ToHashSet());
            var objects = await database.OpenSpaceAsync(ObjectSpace + uid, options: null, cancellationToken);
            var etcd = await database.OpenSpaceAsync(EtcdSpace + uid, options: null, cancellationToken);
            return _clusters[uid] = await factory.CreateAsync(name, reservation, objects, etcd, cancellationToken);
        }
        finally
        {
            _change.Release();
        }
    }

    /// <summary>Closes a cluster's endpoint and forgets all it held.</summary>
    public async Task DeleteAsync(string uid, CancellationToken cancellationToken)
    {
        if (_clusters.TryRemove(uid, out var cluster))
        {
            await cluster.DisposeAsync();
        }

        await database.DropSpaceAsync(ObjectSpace + uid, cancellationToken);
        await database.DropSpaceAsync(EtcdSpace + uid, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in _clusters.Values)
        {
            await cluster.DisposeAsync();
        }

        _change.Dispose();
    }
}
