using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.Api.Crds;
using Slipway.ApiServer.Client;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage.Memory;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.Core;
using Slipway.Core.Clusters;
using Slipway.Dev;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;
using Slipway.Kubernetes.Yaml;
using Slipway.Testing.Clients;

namespace Slipway.Kubeadm.Tests.Scenarios;

/// <summary>A whole management plane in memory: API server, all controllers, and the workload clusters that Slipway.Dev pretends.</summary>
internal sealed class TestPlane : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _parts = new();

    private TestPlane()
    {
    }

    public IKubeClient Client { get; private set; } = null!;

    /// <summary>What the controllers read and write with.</summary>
    public CountingClient Controllers { get; private set; } = null!;

    public ControllerManager Manager { get; private set; } = null!;

    public static async Task<TestPlane> StartAsync(ILoggerFactory? loggerFactory = null)
    {
        var plane = new TestPlane();
        var (time, random, loggers) = (TimeProvider.System, new CryptographicRandomSource(), loggerFactory ?? NullLoggerFactory.Instance);
        var none = CancellationToken.None;
        var database = plane.Keep(new MemoryDatabase(time));
        var host = plane.Keep(await ApiServerHost.StartAsync(time, loggers, none));
        var background = plane.Keep(new EngineBackground(loggers.CreateLogger<EngineBackground>()));
        var store = await database.OpenSpaceAsync("management");
        var engine = await ApiServerEngine.OpenAsync(
            store, new ApiServerOptions { Admission = [new TestAdmission()] }, time, random, background, none);
        plane.Client = new InProcessKubeClient(engine, new RequestUser("system:slipway", ["system:masters"]), "slipway");
        foreach (var definition in CustomResourceDefinitions.Load())
        {
            await plane.Client.CreateAsync(BuiltInTypes.CustomResourceDefinition, definition, WriteOptions.Default, none);
        }

        var clusters = plane.Keep(new ClusterCache(
            kubeconfig => new HttpKubeClient(KubeConnection.FromKubeconfig(Encoding.UTF8.GetString(kubeconfig.Span))), new ClusterCacheOptions(), time, random, loggers));
        var provider = plane.Keep(new InMemoryProvider(database, host, background, time, random, loggers));
        plane.Manager = plane.Keep(new ControllerManager(
            plane.Controllers = new CountingClient(plane.Client), ObjectCacheOptions.Default, new ControllerManagerOptions { ShutdownLimit = TimeSpan.FromSeconds(1) }, time, random, loggers));
        CoreControllers.AddTo(plane.Manager, clusters, random, new CoreOptions());
        KubeadmControllers.AddTo(plane.Manager, clusters, time, random);
        provider.AddTo(plane.Manager);
        plane.Manager.Start();
        await plane.Manager.WaitForCacheSyncAsync(none);
        return plane;
    }

    /// <summary>Connects to a workload cluster by its kubeconfig Secret.</summary>
    public async Task<HttpKubeClient> ConnectAsync(string cluster)
    {
        var secret = await Client.FindAsync(BuiltInTypes.Secret, new("default", $"{cluster}-kubeconfig"), CancellationToken.None);
        return new HttpKubeClient(KubeConnection.FromKubeconfig(Encoding.UTF8.GetString(secret!.Data["value"])));
    }

    /// <summary>Creates the objects of a manifest in the namespace default.</summary>
    public async Task ApplyAsync(string manifest)
    {
        foreach (var document in KubeYaml.ParseAll(manifest).Cast<JsonObject>())
        {
            var kind = GroupVersionKind.Parse((string)document["apiVersion"]!, (string)document["kind"]!);
            var type = Slipway.Api.ApiTypes.Find(kind)!.Resource;
            document["metadata"]!["namespace"] = "default";
            await Client.CreateAsync(type, document, WriteOptions.Default, CancellationToken.None);
        }
    }

    /// <summary>Waits until an object of this name (any, when null) is as wanted, seen by a watch.</summary>
    public async Task<KubeObject> UntilAsync(ResourceType type, string? name, Func<JsonObject, bool> wanted, int seconds = 30)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var started = Stopwatch.GetTimestamp();
        KubeObject? last = null;
        try
        {
            await foreach (var change in Client.WatchAsync(type, "default", new WatchOptions(), timeout.Token))
            {
                if (change.Type is WatchEventType.Added or WatchEventType.Modified && (name is null || change.Object.Key.Name == name))
                {
                    last = change.Object;
                    if (wanted(last.ToJsonObject()))
                    {
                        return last;
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
        }

        throw new TimeoutException(
            $"{type.Kind.Kind} {name} is not as wanted after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s: {last?.ToJsonObject().ToJsonString()}");
    }

    /// <summary>Waits until an object is gone.</summary>
    public async Task GoneAsync(ResourceType type, string name, int seconds = 30)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var key = new ObjectKey("default", name);
        await foreach (var change in Client.WatchAsync(type, "default", new WatchOptions(), timeout.Token))
        {
            if ((change.Type == WatchEventType.Deleted && change.Object.Key == key)
                || await Client.FindAsync(type, key, timeout.Token) is null)
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }
}
