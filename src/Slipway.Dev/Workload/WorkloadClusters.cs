using System.Collections.Concurrent;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Storage;

namespace Slipway.Dev.Workload;

/// <summary>The pretended clusters of this program, by the UID of their DevCluster.</summary>
/// <param name="database">Keeps what each of them holds.</param>
/// <param name="host">Where they are served.</param>
/// <param name="factory">Makes what serves one.</param>
internal sealed class WorkloadClusters(IStoreDatabase database, IEndpointHost host, WorkloadClusterFactory factory) : IAsyncDisposable
{
    // The API's objects, and beside them what no API shows.
    private const string ObjectSpace = "workload/";
    private const string EtcdSpace = "etcd/";

    private readonly ConcurrentDictionary<string, WorkloadCluster> _clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PortReservation> _reservations = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _change = new(1, 1);

    /// <summary>The cluster of a DevCluster; null when it is not open.</summary>
    public WorkloadCluster? Find(string uid) => _clusters.GetValueOrDefault(uid);

    /// <summary>The cluster that is reached at a port; null when none that is open is.</summary>
    public WorkloadCluster? FindAt(int port) => _clusters.Values.FirstOrDefault(c => c.Port == port);

    /// <summary>A port that is free, kept for a cluster that has none yet; the same for every call until the cluster is opened.</summary>
    /// <param name="uid">The UID of its DevCluster.</param>
    /// <param name="others">Ports that belong to clusters which may not be open yet.</param>
    /// <exception cref="InvalidOperationException">All ports are taken.</exception>
    public int ReservePort(string uid, IEnumerable<int> others)
    {
        lock (_reservations)
        {
            if (!_reservations.TryGetValue(uid, out var reservation))
            {
                var taken = others.Concat(_clusters.Values.Select(c => c.Port)).Concat(_reservations.Values.Select(r => r.Port));
                _reservations[uid] = reservation = PortReservation.TakeFree(host, uid, taken.ToHashSet());
            }

            return reservation.Port;
        }
    }

    /// <summary>Opens a cluster with all that it held before, at its port.</summary>
    /// <param name="uid">The UID of its DevCluster.</param>
    /// <param name="name">Its name in logs.</param>
    /// <param name="port">Its port.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="PortTakenException">Another program has the port.</exception>
    public async Task<WorkloadCluster> OpenAsync(string uid, string name, int port, CancellationToken cancellationToken)
    {
        await _change.WaitAsync(cancellationToken);
        try
        {
            if (_clusters.TryGetValue(uid, out var open))
            {
                return open;
            }

            var objects = await database.OpenSpaceAsync(ObjectSpace + uid, options: null, cancellationToken);
            var etcd = await database.OpenSpaceAsync(EtcdSpace + uid, options: null, cancellationToken);
            return _clusters[uid] = await factory.CreateAsync(name, TakeReservation(uid, port), objects, etcd, cancellationToken);
        }
        finally
        {
            _change.Release();
        }
    }

    /// <summary>Closes a cluster's endpoint and forgets all it held.</summary>
    public async Task DeleteAsync(string uid, CancellationToken cancellationToken)
    {
        lock (_reservations)
        {
            if (_reservations.Remove(uid, out var reservation))
            {
                reservation.Dispose();
            }
        }

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

        foreach (var reservation in _reservations.Values)
        {
            reservation.Dispose();
        }

        _change.Dispose();
    }

    private PortReservation TakeReservation(string uid, int port)
    {
        lock (_reservations)
        {
            if (_reservations.Remove(uid, out var reservation))
            {
                if (reservation.Port == port)
                {
                    return reservation;
                }

                // Somebody gave the cluster another port meanwhile.
                reservation.Dispose();
            }
        }

        return PortReservation.TryTake(host, port) ?? throw new PortTakenException(port);
    }
}
