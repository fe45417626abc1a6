using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.Api.Crds;
using Slipway.ApiServer.Client;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.Core.Clusters;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;
using Slipway.Testing.Clients;

namespace Slipway.Core.Tests.Simulation;

/// <summary>A management plane and one workload cluster in this process: the core controllers, and providers that only pretend.</summary>
internal sealed class SimulatedPlane : IAsyncDisposable
{
    private readonly EngineBackground _background = new(NullLogger<EngineBackground>.Instance);
    private readonly CryptographicRandomSource _random = new();
    private ApiServerEngine _engine = null!;
    private ClusterCache _clusters = null!;
    private ControllerManager _core = null!;
    private ControllerManager _providers = null!;

    public InProcessKubeClient Client { get; private set; } = null!;

    public InProcessKubeClient Workload { get; private set; } = null!;

    public CountingClient CoreClient { get; private set; } = null!;

    /// <summary>When the core controllers die; they live unless told otherwise.</summary>
    public Death Death { get; } = new();

    public static async Task<SimulatedPlane> StartAsync()
    {
        var plane = new SimulatedPlane();
        await plane.OpenAsync(TestContext.Current.CancellationToken);
        plane.StartControllers();
        return plane;
    }

    /// <summary>Waits until an object is as wanted; a watch tells.</summary>
    public async Task<KubeObject> WaitAsync(ResourceType type, ObjectKey key, Func<JsonObject, bool> wanted, int seconds = 20)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        JsonObject? last = null;
        try
        {
            await foreach (var change in Client.WatchAsync(type, key.Namespace, new WatchOptions(), limit.Token))
            {
                if (change.Type is not WatchEventType.Bookmark and not WatchEventType.Deleted && change.Object.Key == key)
                {
                    last = change.Object.ToJsonObject();
                    if (wanted(last))
                    {
                        return change.Object;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
        }

        throw new TimeoutException($"{type.Kind.Kind} {key} did not get there: {last?["status"]?.ToJsonString()}");
    }

    /// <summary>Waits until the object that was read is gone; a watch tells.</summary>
    public async Task WaitGoneAsync(ResourceType type, KubeObject obj, int seconds = 20)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        var options = new WatchOptions { ResourceVersion = obj.Metadata.ResourceVersion };
        await foreach (var change in Client.WatchAsync(type, obj.Key.Namespace, options, limit.Token))
        {
            if (change.Type == WatchEventType.Deleted && change.Object.Metadata.Uid == obj.Metadata.Uid)
            {
                return;
            }
        }
    }

    /// <summary>Waits until there are so many objects of a kind as wanted.</summary>
    public async Task WaitForCountAsync(ResourceType type, string ns, int count, int seconds = 20)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        var names = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            var listed = await Client.ListAsync(type, ns, ListOptions.All, limit.Token);
            names.UnionWith(listed.Items.Select(i => i.Metadata.Name));
            if (names.Count == count)
            {
                return;
            }

            await foreach (var change in Client.WatchAsync(type, ns, new WatchOptions { ResourceVersion = listed.ResourceVersion }, limit.Token))
            {
                _ = change.Type == WatchEventType.Deleted ? names.Remove(change.Object.Metadata.Name)
                    : change.Type != WatchEventType.Bookmark && names.Add(change.Object.Metadata.Name);
                if (names.Count == count)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
        }

        throw new TimeoutException($"there are {names.Count} {type.Plural} and not {count}: {string.Join(", ", names)}");
    }

    public async Task ApplyAsync(IEnumerable<string> manifests)
    {
        foreach (var manifest in manifests)
        {
            var body = (JsonObject)JsonNode.Parse(manifest)!;
            var kind = GroupVersionKind.Parse((string)body["apiVersion"]!, (string)body["kind"]!);
            await Client.CreateAsync(
                new ResourceType(kind, Core.Contracts.KindNames.Plural(kind.Kind), Namespaced: true), body, WriteOptions.Default, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Stops the core controllers as a crash would and starts new ones.</summary>
    public async Task RestartCoreAsync()
    {
        await _core.DisposeAsync();
        await _clusters.DisposeAsync();
        StartCore();
    }

    public async ValueTask DisposeAsync()
    {
        await _providers.DisposeAsync();
        await _core.DisposeAsync();
        await _clusters.DisposeAsync();
        await _background.DisposeAsync();
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        _engine = await ApiServerEngine.OpenAsync(VersionedStore.InMemory(time), new ApiServerOptions(), time, _random, _background, cancellationToken);
        Client = new InProcessKubeClient(_engine, RequestUser.Internal);
        var workload = await ApiServerEngine.OpenAsync(VersionedStore.InMemory(time), new ApiServerOptions { PodsEndAtOnce = true }, time, _random, _background, cancellationToken);
        Workload = new InProcessKubeClient(workload, RequestUser.Internal);
        foreach (var definition in CustomResourceDefinitions.Load())
        {
            await Client.CreateAsync(BuiltInTypes.CustomResourceDefinition, definition, WriteOptions.Default, cancellationToken);
        }
    }

    private void StartControllers()
    {
        CoreClient = new CountingClient(Client);
        _providers = Manager(Client);
        PretendedProviders.AddTo(_providers, Workload);
        _providers.Start();
        StartCore();
    }

    private void StartCore()
    {
        _clusters = new ClusterCache(_ => new MortalClient(Workload, Death), new ClusterCacheOptions(), TimeProvider.System, _random, NullLoggerFactory.Instance);
        _core = Manager(new MortalClient(CoreClient, Death));
        CoreControllers.AddTo(_core, _clusters, _random, new CoreOptions { Machines = new() { DrainRecheck = TimeSpan.FromMilliseconds(200) } });
        _core.Start();
    }

    private ControllerManager Manager(IKubeClient client) => new(
        client,
        ObjectCacheOptions.Default,
        // As in the program: how many statuses are written does not depend on how busy the machine is.
        ControllerManagerOptions.Default with { StatusSettleTime = TimeSpan.FromMilliseconds(500) },
        TimeProvider.System,
        _random,
        new TestOutputLoggers(TestContext.Current.TestOutputHelper));
}
