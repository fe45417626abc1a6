using System.Text;
using Microsoft.Extensions.Logging;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Storage;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.Core;
using Slipway.Core.Clusters;
using Slipway.Dev;
using Slipway.EndToEnd.Tests.Faults;
using Slipway.EndToEnd.Tests.Simulation;
using Slipway.Kubeadm;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Http;

namespace Slipway.EndToEnd.Tests.Planes;

/// <summary>Every controller of the management plane, and the workload clusters that its in-memory provider pretends.</summary>
internal sealed class PlaneControllers : IAsyncDisposable
{
    private readonly InMemoryProvider _provider;
    private readonly ClusterCache _clusters;
    private readonly ControllerManager _manager;

    /// <summary>Makes controllers that do not run yet.</summary>
    /// <param name="database">Keeps what the workload clusters hold.</param>
    /// <param name="host">Serves them.</param>
    /// <param name="background">Cleans up in them.</param>
    /// <param name="client">The management API.</param>
    /// <param name="setup">How they run.</param>
    /// <param name="time">Their clock.</param>
    /// <param name="loggers">Where they log.</param>
    public PlaneControllers(
        IStoreDatabase database,
        IEndpointHost host,
        EngineBackground background,
        IKubeClient client,
        ControllerSetup setup,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        // The API of the management plane and of each workload cluster, as the controllers see it.
        IKubeClient Seen(IKubeClient inner) => setup.Injection is { } injection ? new FaultyClient(inner, injection) : inner;

        var random = setup.Random;
        _provider = new InMemoryProvider(database, host, background, time, random, loggers);
        _clusters = new ClusterCache(kubeconfig => Seen(Connect(kubeconfig, setup.Workloads, time)), new ClusterCacheOptions(), time, random, loggers);

        // A test that stops controllers wants them cut short: whatever a pass was about to do has to be done by the next ones.
        var options = new ControllerManagerOptions { ShutdownLimit = TimeSpan.Zero, Observer = setup.Observer, ResyncPeriod = setup.ResyncPeriod };
        _manager = new ControllerManager(Seen(client), ObjectCacheOptions.Default, options, time, random, loggers);
        CoreControllers.AddTo(_manager, _clusters, random, new CoreOptions());
        if (setup.Workloads == Transport.Simulated)
        {
            var machines = new SimulatedMachines();
            KubeadmControllers.AddTo(_manager, _clusters, machines, machines, time, random);
        }
        else
        {
            KubeadmControllers.AddTo(_manager, _clusters, time, random);
        }

        _provider.AddTo(_manager);
    }

    /// <summary>Starts all of them; when this returns they know what there is.</summary>
    public async Task StartAsync()
    {
        _manager.Start();
        await _manager.WaitForCacheSyncAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await SharedViews.AssertUnchangedAsync(_manager.Cache);
        await _manager.DisposeAsync();
        await _clusters.DisposeAsync();
        await _provider.DisposeAsync();
    }

    /// <summary>Reaches a workload cluster by method calls.</summary>
    public IKubeClient Connect(KubeConnection connection) => _provider.Connect(connection);

    private IKubeClient Connect(ReadOnlyMemory<byte> kubeconfig, Transport transport, TimeProvider time)
    {
        var connection = KubeConnection.FromKubeconfig(Encoding.UTF8.GetString(kubeconfig.Span));
        return transport == Transport.Simulated ? Connect(connection) : new HttpKubeClient(connection, time: time);
    }
}
