using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.Cli.Plane;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.Core;
using Slipway.Core.Clusters;
using Slipway.Kubeadm;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Cli.Benchmarks;

/// <summary>What the children do.</summary>
internal static class ChildPrograms
{
    /// <summary>API server, core and in-memory controllers, and the machines.</summary>
    public static async Task RunRestOfPlaneAsync(string directory, CancellationToken cancellationToken)
    {
        var data = new DataDirectory(directory);
        var options = new PlaneOptions { Directory = data, Kubeconfig = data.Kubeconfig, KubeadmElsewhere = true };
        await using var plane = await ManagementPlane.StartAsync(
            options, TimeProvider.System, new CryptographicRandomSource(), NullLoggerFactory.Instance, cancellationToken);
        await Child.ServeAsync(cancellationToken);
    }

    /// <summary>The controllers of KubeadmConfig and KubeadmControlPlane, on a plane that is reached over HTTPS.</summary>
    public static async Task RunKubeadmProvidersAsync(string kubeconfig, CancellationToken cancellationToken)
    {
        var (time, random, loggers) = (TimeProvider.System, new CryptographicRandomSource(), NullLoggerFactory.Instance);
        using var client = new HttpKubeClient(KubeConnection.FromKubeconfigFile(kubeconfig));
        await using var clusters = new ClusterCache(
            kubeconfig => new HttpKubeClient(KubeConnection.FromKubeconfig(Encoding.UTF8.GetString(kubeconfig.Span)), options: null, time),
            new ClusterCacheOptions(),
            time,
            random,
            loggers);
        await using var manager = new ControllerManager(
            client, ObjectCacheOptions.Default, ControllerManagerOptions.Default, time, random, loggers);
        CoreControllers.AddConnectionsTo(manager, clusters);
        KubeadmControllers.AddTo(manager, clusters, time, random);
        manager.Start();
        await manager.WaitForCacheSyncAsync(cancellationToken);
        await Child.ServeAsync(cancellationToken);
    }
}
