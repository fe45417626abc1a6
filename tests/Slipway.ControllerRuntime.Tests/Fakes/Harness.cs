using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Queues;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Client;

namespace Slipway.ControllerRuntime.Tests.Fakes;

/// <summary>A manager with one reconciler over a fake server.</summary>
internal sealed class Harness : IAsyncDisposable
{
    private Harness(ControllerManager manager, TraceLog traces)
    {
        Manager = manager;
        Traces = traces;
    }

    public ControllerManager Manager { get; }

    public TraceLog Traces { get; }

    public static Harness Start<TObject, TScope>(
        IKubeClient server, Reconciler<TObject, TScope> reconciler, TimeProvider? time = null, TimeSpan? ceiling = null,
        TimeSpan settle = default)
        where TObject : class, IKubernetesObject<V1ObjectMeta>
        where TScope : class
    {
        var traces = new TraceLog();
        var options = new ControllerManagerOptions
        {
            Observer = traces,
            Backoff = new BackoffOptions { Base = TimeSpan.FromMilliseconds(1), Ceiling = TimeSpan.FromMilliseconds(20) },
            StatusSettleTime = settle,
            ReadYourWritesCeiling = ceiling ?? TimeSpan.FromSeconds(10),
        };
        var cache = new ObjectCacheOptions { Retry = new BackoffOptions { Base = TimeSpan.FromMilliseconds(1), Ceiling = TimeSpan.FromMilliseconds(5) } };
        var manager = new ControllerManager(server, cache, options, time ?? TimeProvider.System, new NoRandom(), NullLoggerFactory.Instance);
        manager.Add(reconciler).Start();
        return new Harness(manager, traces);
    }

    public ValueTask DisposeAsync() => Manager.DisposeAsync();
}
