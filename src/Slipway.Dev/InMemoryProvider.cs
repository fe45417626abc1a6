using Microsoft.Extensions.Logging;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Storage;
using Slipway.ControllerRuntime.Controllers;
using Slipway.Dev.Boot;
using Slipway.Dev.DevClusters;
using Slipway.Dev.DevMachinePools;
using Slipway.Dev.DevMachines;
using Slipway.Dev.Etcd;
using Slipway.Dev.Rehearsals;
using Slipway.Dev.Workload;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Dev;

/// <summary>
/// The in-memory infrastructure provider: DevClusters, DevMachines and DevMachinePools, and the workload clusters that they pretend to be, each with a
/// real API endpoint. Disposing closes the endpoints; what the clusters hold stays in the database.
/// </summary>
public sealed class InMemoryProvider : IAsyncDisposable
{
    private readonly EtcdCalls _etcd;
    private readonly WorkloadClusters _clusters;
    private readonly TimeProvider _time;
    private readonly IRandomSource _random;

    /// <summary>Makes the provider; nothing runs until its controllers do.</summary>
    /// <param name="database">Keeps what the workload clusters hold.</param>
    /// <param name="host">Serves their endpoints.</param>
    /// <param name="background">Runs garbage collection and the like in them.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Gives UIDs and names.</param>
    /// <param name="loggers">Where the provider logs.</param>
    public InMemoryProvider(
        IStoreDatabase database,
        IEndpointHost host,
        EngineBackground background,
        TimeProvider time,
        IRandomSource random,
        ILoggerFactory loggers)
    {
        (_time, _random) = (time, random);
        _etcd = new EtcdCalls(loggers);
        _clusters = new WorkloadClusters(database, host, new WorkloadClusterFactory(host, background, _etcd, time, random, loggers));
    }

    /// <summary>Adds the controllers to a manager, before it starts.</summary>
    public void AddTo(ControllerManager manager) => manager
        .Add(new DevClusterReconciler(_clusters))
        .Add(new DevMachineReconciler(new DevMachineObserver(_clusters, new MachineBoot(_time)), new RehearsalEffects(_time)))
        .Add(new DevMachinePoolReconciler(_random));

    /// <summary>
    /// Reaches a pretended cluster by method calls, for simulations: no socket, no thread of its own. What a request meets is what it would at
    /// the endpoint, and the client is whom its certificate names.
    /// </summary>
    /// <param name="connection">The cluster's URL and authority, and a client certificate.</param>
    /// <exception cref="ArgumentException">It has no client certificate.</exception>
    public IKubeClient Connect(KubeConnection connection) => new InsideConnection(_clusters, connection);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _clusters.DisposeAsync();
        await _etcd.DisposeAsync();
    }
}
