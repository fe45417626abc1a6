using System.Text.Json.Nodes;
using System.Threading.Channels;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.ControllerRuntime.Tests.Fakes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Tests.Controllers;

public sealed class ControllerTests
{
    private readonly FakeKubeServer _server = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watches_ObjectMovesFromOneKeyToAnother_BothAreReconciled()
    {
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("one", 1));
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("two", 1));
        await using var harness = Harness.Start(_server, Quiet(controller => controller.Watches(
            BuiltInTypes.ConfigMap, o => [Objects.Key((string)o.ToJsonObject()["data"]!["k"]!)])));
        await AtRest(harness);
        await _server.Seed(BuiltInTypes.ConfigMap, Objects.ConfigMap("c", "one"));
        Assert.Equal("one", (await harness.Traces.Next()).Key.Name);
        _server.Change(BuiltInTypes.ConfigMap, Objects.Key("c"), new JsonObject { ["data"] = new JsonObject { ["k"] = "two" } });
        string[] reconciled = [(await harness.Traces.Next()).Key.Name, (await harness.Traces.Next()).Key.Name];
        Assert.Equal(["one", "two"], reconciled.Order());
    }

    [Fact]
    public async Task Owns_PlainOwnerOrOtherKind_BringsNothing()
    {
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        await using var harness = Harness.Start(_server, Quiet(controller => controller.Owns(BuiltInTypes.ConfigMap)));
        await AtRest(harness);
        await Own("plain", "apps/v1", "Deployment", controller: false);
        await Own("foreign", "other.io/v1", "Deployment", controller: true);
        await Own("older-version", "apps/v1beta1", "Deployment", controller: true);
        Assert.Equal("d", (await harness.Traces.Next()).Key.Name);
        Assert.True(harness.Traces.IsEmpty);
    }

    [Fact]
    public async Task WatchesIndexed_OnlyAChangeOfTheAspect_BringsTheIndexedObjects()
    {
        var labelled = Objects.Deployment("d", 1);
        labelled["metadata"]!["labels"] = new JsonObject { ["cluster.x-k8s.io/cluster-name"] = "c" };
        await _server.Seed(BuiltInTypes.Deployment, labelled);
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("other", 1));
        await using var harness = Harness.Start(_server, Quiet(controller => controller.WatchesIndexed(
            BuiltInTypes.ConfigMap, ObjectIndexes.Cluster, o => $"{o.Key}", o => (string?)o.ToJsonObject()["data"]!["k"])));
        await AtRest(harness);
        await _server.Seed(BuiltInTypes.ConfigMap, Objects.ConfigMap("c", "1"));
        Assert.Equal("d", (await harness.Traces.Next()).Key.Name);
        _server.Change(BuiltInTypes.ConfigMap, Objects.Key("c"), new JsonObject { ["data"] = new JsonObject { ["irrelevant"] = "x" } });
        _server.Change(BuiltInTypes.ConfigMap, Objects.Key("c"), new JsonObject { ["data"] = new JsonObject { ["k"] = "2" } });
        Assert.Equal("d", (await harness.Traces.Next()).Key.Name);
        Assert.True(harness.Traces.IsEmpty);
    }

    [Fact]
    public async Task Source_GivesAKey_ItIsReconciled()
    {
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        var source = Channel.CreateUnbounded<ObjectKey>();
        await using var harness = Harness.Start(_server, Quiet(controller => controller.Source(source)));
        await AtRest(harness);
        source.Writer.TryWrite(Objects.Key("d"));
        Assert.Equal("d", (await harness.Traces.Next()).Key.Name);
    }

    [Fact]
    public async Task Stop_PassUnderWay_FinishesFirst()
    {
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var harness = Harness.Start(_server, new TestReconciler(_ => PhaseResult.Want(new Effect.Call("slow", async _ =>
        {
            begun.TrySetResult();
            await finish.Task;
        }, "needed"))));
        await begun.Task.WaitAsync(Token);
        var stopped = harness.Manager.StopAsync();
        Assert.False(stopped.IsCompleted);
        finish.SetResult();
        await stopped;
        Assert.Null((await harness.Traces.Next()).FailureCode);
        await harness.DisposeAsync();
    }

    [Fact]
    public async Task Cache_KeepsOnlyLabelled_WriteOutsideIsNotAwaited()
    {
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        var traces = new TraceLog();
        var options = new ControllerManagerOptions { Observer = traces, ReadYourWritesCeiling = TimeSpan.FromHours(1) };
        var limits = new ObjectCacheOptions
        {
            Selections = ObjectCacheOptions.Default.Selections.Add(
                BuiltInTypes.ConfigMap.Kind.GroupKind, new InformerSelection { LabelSelector = "kept=yes" }),
        };
        await using var manager = new ControllerManager(_server, limits, options, TimeProvider.System, new NoRandom(), NullLoggerFactory.Instance);
        var made = false;
        manager.Add(new TestReconciler(_ => made
            ? PhaseResult.Completed
            : PhaseResult.Want(
                new Effect.Create(BuiltInTypes.ConfigMap, Objects.ConfigMap("c"), "needed"),
                new Effect.Call("note", _ => { made = true; return default; }, "made")))
        {
            OnConfigure = c => c.Owns(BuiltInTypes.ConfigMap),
        });
        manager.Start();
        await traces.Settled();
    }

    private static TestReconciler Quiet(Action<ControllerConfiguration> configure) =>
        new(_ => PhaseResult.Completed) { OnConfigure = configure };

    /// <summary>Waits until every object has had the one pass that the first list brings.</summary>
    private async Task AtRest(Harness harness)
    {
        await harness.Manager.WaitForCacheSyncAsync(Token);
        var keys = (await harness.Manager.Cache.ListAsync(BuiltInTypes.Deployment, null, null, Token)).Select(o => o.Key).ToHashSet();
        while (keys.Count > 0)
        {
            keys.Remove((await harness.Traces.Next()).Key);
        }
    }

    private async Task Own(string name, string apiVersion, string kind, bool controller)
    {
        var body = Objects.ConfigMap(name);
        OwnerReferences.Add(body, new V1OwnerReference { ApiVersion = apiVersion, Kind = kind, Name = "d", Uid = "u", Controller = controller });
        await _server.CreateAsync(BuiltInTypes.ConfigMap, body, WriteOptions.Default, Token);
    }
}
