using System.Text;
using Microsoft.Extensions.Logging;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Storage;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core;
using Slipway.Core.Clusters;
using Slipway.Dev;
using Slipway.Kubeadm;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Randomness;

namespace Slipway.EndToEnd.Tests.Planes;

/// <summary>Every controller of the management plane, and the workload clusters that its in-memory provider pretends.</summary>
internal sealed class PlaneControllers : IAsyncDisposable
{
    private static readonly TimeProvider Time = TimeProvider.System;

    private readonly InMemoryProvider _provider;
    private readonly ClusterCache _clusters;
    private readonly ControllerManager _manager;

    private PlaneControllers(
        IKubeClient client, IStoreDatabase database, ApiServerHost host, EngineBackground background, IReconcileObserver? observer, ILoggerFactory loggers)
    {
        var random = new CryptographicRandomSource();
        _provider = new InMemoryProvider(database, host, background, Time, random, loggers);
        _clusters = new ClusterCache(Connect, new ClusterCacheOptions(), Time, random, loggers);
        var options = new ControllerManagerOptions { ShutdownLimit = TimeSpan.FromSeconds(1), Observer = observer };
        _manager = new ControllerManager(client, ObjectCacheOptions.Default, options, Time, random, loggers);
        CoreControllers.AddTo(_manager, _clusters, random, new CoreOptions());
        KubeadmControllers.AddTo(_manager, _clusters, Time, random);
        _provider.AddTo(_manager);
    }

    /// <summary>Starts all of them; when this returns they know what there is.</summary>
    public static async Task<PlaneControllers> StartAsync(
        IKubeClient client, IStoreDatabase database, ApiServerHost host, EngineBackground background, IReconcileObserver? observer, ILoggerFactory loggers)
    {
        var controllers = new PlaneControllers(client, database, host, background, observer, loggers);
        controllers._manager.Start();
        await controllers._manager.WaitForCacheSyncAsync(TestContext.Current.CancellationToken);
        return controllers;
    }

    public async ValueTask DisposeAsync()
    {
        await _manager.DisposeAsync();
        await _clusters.DisposeAsync();
        await _provider.DisposeAsync();
    }

    private static HttpKubeClient Connect(ReadOnlyMemory<byte> kubeconfig) =>
        new(KubeConnection.FromKubeconfig(Encoding.UTF8.GetString(kubeconfig.Span)), time: Time);
}
