using System.Globalization;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Events;
using Slipway.ControllerRuntime.Metrics;
using Slipway.ControllerRuntime.Queues;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ControllerRuntime.Benchmarks;

/// <summary>What it costs to find out that there is nothing to do: most passes of a fleet at rest.</summary>
[MemoryDiagnoser]
public class PassBenchmarks : IAsyncDisposable
{
    private static readonly ObjectKey Key = new("default", "d");

    private ObjectCache _cache = null!;
    private ReconcileEngine<V1Deployment, SteadyScope> _engine = null!;
    private WorkQueue<ObjectKey> _queue = null!;
    private RuntimeMetrics _metrics = null!;
    private KubeObject _object = null!;

    [GlobalSetup]
    public async Task SetUp()
    {
        _object = KubeObject.From(Deployment());
        var client = new StaticKubeClient(new Dictionary<string, IReadOnlyList<KubeObject>>
        {
            ["deployments"] = [_object],
            ["configmaps"] = [.. Enumerable.Range(0, 1000).Select(Child)],
        });
        _cache = new ObjectCache(client, ObjectCacheOptions.Default, TimeProvider.System, new CryptographicRandomSource(), NullLoggerFactory.Instance);
        _metrics = new RuntimeMetrics();
        var events = new EventRecorder(client, TimeProvider.System, _metrics, NullLogger<EventRecorder>.Instance);
        _engine = new(
            new SteadyReconciler(),
            new EngineServices(client, _cache, events, _metrics, TimeProvider.System, NullLogger.Instance, Observer: null));
        _queue = new WorkQueue<ObjectKey>(TimeProvider.System, new CryptographicRandomSource(), new BackoffOptions(), new QueueMetrics(_metrics, "steady"));
        await _engine.RunAsync(Key, live: false, CancellationToken.None);
    }

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        _queue.Dispose();
        _metrics.Dispose();
        await _cache.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public async Task NoOpPass()
    {
        var result = await _engine.RunAsync(Key, live: false, CancellationToken.None);
        if (result.Again || result.Failure is not null)
        {
            throw new InvalidOperationException("the pass was to have nothing to do");
        }
    }

    [Benchmark]
    public V1Deployment OneTypedCopy() => _object.To(BuiltInTypes.Deployment.Json);

    [Benchmark]
    public async Task QueueAddTakeDone()
    {
        _queue.Add(Key);
        _queue.Add(Key);
        _queue.Done(await _queue.TakeAsync(CancellationToken.None));
    }

    private static JsonObject Deployment()
    {
        var labels = new JsonObject();
        for (var i = 0; i < 6; i++)
        {
            labels[string.Create(CultureInfo.InvariantCulture, $"example.com/label-{i}")] = "a-value-of-some-length";
        }

        var conditions = new JsonArray();
        for (var i = 0; i < 10; i++)
        {
            conditions.Add((JsonNode)new JsonObject
            {
                ["type"] = string.Create(CultureInfo.InvariantCulture, $"Condition{i}"),
                ["status"] = "True",
                ["reason"] = "AllIsWell",
                ["message"] = "a message that tells a person what is awaited, from whom, since when",
                ["lastTransitionTime"] = "2026-01-01T00:00:00Z",
            });
        }

        return new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "Deployment",
            ["metadata"] = new JsonObject
            {
                ["name"] = Key.Name,
                ["namespace"] = Key.Namespace,
                ["uid"] = "u0",
                ["resourceVersion"] = "1",
                ["generation"] = 1,
                ["labels"] = labels,
                ["finalizers"] = new JsonArray("bench/steady"),
            },
            ["spec"] = new JsonObject { ["replicas"] = 3 },
            ["status"] = new JsonObject { ["observedGeneration"] = 1, ["replicas"] = 4, ["conditions"] = conditions },
        };
    }

    private static KubeObject Child(int number) => KubeObject.From(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject
        {
            ["name"] = string.Create(CultureInfo.InvariantCulture, $"c{number}"),
            ["namespace"] = Key.Namespace,
            ["uid"] = string.Create(CultureInfo.InvariantCulture, $"c{number}"),
            ["resourceVersion"] = "1",
            ["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "apps/v1",
                ["kind"] = "Deployment",
                ["name"] = Key.Name,
                ["uid"] = string.Create(CultureInfo.InvariantCulture, $"u{number / 4}"),
                ["controller"] = true,
            }),
        },
    });
}
