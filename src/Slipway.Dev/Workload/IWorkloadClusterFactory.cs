using Slipway.ApiServer.Storage;

namespace Slipway.Dev.Workload;

/// <summary>Makes what serves a pretended cluster.</summary>
internal interface IWorkloadClusterFactory
{
    /// <summary>A cluster over a key space; it takes over the port's reservation.</summary>
    Task<WorkloadCluster> CreateAsync(string name, PortReservation reservation, VersionedStore store, CancellationToken cancellationToken);
}
