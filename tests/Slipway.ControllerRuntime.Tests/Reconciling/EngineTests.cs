using System.Text.Json.Nodes;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.ControllerRuntime.Tests.Fakes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Tests.Reconciling;

public sealed class EngineTests
{
    private readonly FakeKubeServer _server = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Children_CreatedScaledAndDeleted_WithTheFewestWrites()
    {
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 2));
        await using var harness = Harness.Start(_server, new ChildrenReconciler());
        await harness.Traces.Settled();
        Assert.Equal(
            ["create deployments/d", "patch deployments/d", "create configmaps/d-0", "create configmaps/d-1", "patch/status deployments/d", "patch/status deployments/d"],
            _server.Writes);
        var stored = await _server.GetAsync(BuiltInTypes.Deployment, Objects.Key("d"), Token);
        Assert.Equal([ChildrenReconciler.TheFinalizer], stored.Metadata.Finalizers);
        Assert.Equal("kept", (string?)stored.ToJsonObject()["spec"]!["fieldOfTheFuture"]);

        _server.Change(BuiltInTypes.Deployment, Objects.Key("d"), new JsonObject { ["spec"] = new JsonObject { ["replicas"] = 1 } });
        await harness.Traces.Next(t => t.Effects.Any(e => e.Effect is Effect.Delete));
        await harness.Traces.Settled();
        Assert.Null(await _server.FindAsync(BuiltInTypes.ConfigMap, Objects.Key("d-1"), Token));

        await _server.DeleteAsync(BuiltInTypes.Deployment, Objects.Key("d"), DeleteOptions.Default, Token);
        await harness.Traces.Next(t => t.Version is null);
        Assert.Equal("", _server.Dump());
    }

    [Fact]
    public async Task Report_OfProgress_IsWrittenWhileThePassesGoOnActing()
    {
        var time = new FakeTimeProvider();
        var made = new HashSet<int?>();
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 0));

        // A pass that acts reports nothing: its report would be of a state in between.
        var reconciler = new TestReconciler(d => made.Add(d.Spec.Replicas)
            ? PhaseResult.Want(new Effect.Call("make", _ => ValueTask.CompletedTask, "there is one more"))
            : PhaseResult.Completed)
        {
            Message = outcome => outcome.Phases[0].Result is PhaseResult.Done ? $"{made.Count}" : null,
        };
        await using var harness = Harness.Start(_server, reconciler, time, settle: TimeSpan.FromMilliseconds(500));
        for (var i = 1; i <= 4; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(200));
            _server.Change(BuiltInTypes.Deployment, Objects.Key("d"), new JsonObject { ["spec"] = new JsonObject { ["replicas"] = i } });
            await harness.Traces.Next(t => !t.Effects.IsEmpty);
            await harness.Traces.Next(t => t.Effects.IsEmpty);
        }

        var stored = (await _server.GetAsync(BuiltInTypes.Deployment, Objects.Key("d"), Token)).To(BuiltInTypes.Deployment.Json);
        Assert.NotNull(stored.Status?.Conditions);
    }

    [Theory]
    [InlineData(PhaseOrder.Independent, true)]
    [InlineData(PhaseOrder.Sequential, false)]
    public async Task Event_OfAStepThatIsPast_NeedsNoStatusToRememberIt(PhaseOrder order, bool isWritten)
    {
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        var isMade = false;
        var reconciler = new TestReconciler(_ =>
        {
            var made = isMade;
            isMade = true;
            return made ? PhaseResult.Completed : PhaseResult.Want(new Effect.Call("make", _ => ValueTask.CompletedTask, "it is not there"));
        })
        {
            Order = order,
            Before = _ => isMade ? PhaseResult.Completed : new PhaseResult.Done { Events = [new Effect.Emit("Normal", "Ready", "it can be made")] },
            Message = _ => "made",
        };
        await using var harness = Harness.Start(_server, reconciler, new FakeTimeProvider(), settle: TimeSpan.FromMilliseconds(500));

        Assert.Equal(isWritten, (await harness.Traces.Next(t => t.Effects.Any(e => e.Effect is Effect.Call))).StatusWritten);
    }

    [Fact]
    public async Task Crash_AfterAnyWrite_EndsInTheSameState()
    {
        var expected = await RunWithCrash(crashAt: int.MaxValue);
        for (var n = 1; n <= 8; n++)
        {
            Assert.Equal(expected, await RunWithCrash(n));
        }
    }

    [Fact]
    public async Task LostAnswer_OfAnyWrite_EndsInTheSameState()
    {
        var expected = await RunWithLostAnswer(lostAt: int.MaxValue);
        for (var n = 1; n <= 8; n++)
        {
            Assert.Equal(expected, await RunWithLostAnswer(n));
        }
    }

    [Fact]
    public async Task StaleCache_AfterOwnWrite_KeyWaitsForTheEvents()
    {
        await using var harness = Harness.Start(_server, new ChildrenReconciler());
        await harness.Manager.WaitForCacheSyncAsync(Token);
        _server.AfterWrite = write =>
        {
            if (write.StartsWith("create configmaps", StringComparison.Ordinal))
            {
                _server.HoldEvents();
            }
        };
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        await harness.Traces.Next(t => t.Effects.Any(e => e.Effect is Effect.Create));

        // An event of another writer wants the key, but the cache has not shown our own writes.
        var writes = _server.Writes.Count;
        _server.Change(BuiltInTypes.Deployment, Objects.Key("d"), new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["x"] = "y" } } });
        Assert.True(harness.Traces.IsEmpty);
        _server.Release();
        await harness.Traces.Settled();
        Assert.DoesNotContain("create configmaps/d-0", _server.Writes.Skip(writes));
    }

    [Fact]
    public async Task StaleCache_PastTheCeiling_GoesOnWithALiveRead()
    {
        var time = new FakeTimeProvider();
        await using var harness = Harness.Start(_server, new ChildrenReconciler(), time, TimeSpan.FromSeconds(5));
        await harness.Manager.WaitForCacheSyncAsync(Token);
        _server.AfterWrite = write =>
        {
            if (write.StartsWith("patch deployments", StringComparison.Ordinal))
            {
                _server.HoldEvents();
            }
        };
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        var first = await harness.Traces.Next();
        var second = await AdvanceUntil(harness.Traces.Next(), time, TimeSpan.FromSeconds(1));
        Assert.NotEqual(first.Version, second.Version);
        _server.Release();
    }

    [Fact]
    public async Task Conflict_OnSelfPatch_WaitsForTheNewerVersionAndSucceeds()
    {
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        var interfered = false;
        _server.BeforeWrite = write =>
        {
            if (write == "patch deployments/d" && !interfered)
            {
                interfered = true;
                _server.Change(BuiltInTypes.Deployment, Objects.Key("d"), new JsonObject { ["spec"] = new JsonObject { ["replicas"] = 3 } });
            }
        };
        await using var harness = Harness.Start(_server, new ChildrenReconciler());
        var first = await harness.Traces.Next();
        Assert.Null(first.FailureCode);
        Assert.False(first.StatusWritten);
        Assert.DoesNotContain(first.Effects, e => e.Effect is Effect.Create);
        await harness.Traces.Settled();
        Assert.Equal(3, _server.Writes.Count(w => w.StartsWith("create configmaps", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Patch_OfAnObjectThatHasGone_IsNoFailure()
    {
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        var reconciler = new TestReconciler(_ => PhaseResult.Want(new Effect.Patch(
            BuiltInTypes.ConfigMap,
            Objects.Key("gone"),
            new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = "1" }, ["data"] = new JsonObject { ["a"] = "b" } },
            "it was there a moment ago")));
        await using var harness = Harness.Start(_server, reconciler);

        var trace = await harness.Traces.Next(t => !t.Effects.IsEmpty);
        Assert.False(trace.Outcome.Failed);
        Assert.Equal("the object has changed since it was read", trace.Effects.Single().Error);
    }

    [Fact]
    public async Task Throttle_WithATime_IsObeyed()
    {
        var time = new FakeTimeProvider();
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        var throttled = true;
        var calls = 0;
        var reconciler = new TestReconciler(_ => throttled
            ? PhaseResult.Want(new Effect.Call("cloud", _ => ++calls > 0 ? throw FakeKubeServer.Fail(429, StatusReason.TooManyRequests, 30) : default, "needed"))
            : PhaseResult.Completed)
        {
            Message = outcome => outcome["Only"]?.FailureCode?.Name,
        };
        await using var harness = Harness.Start(_server, reconciler, time);
        var first = await harness.Traces.Next();
        Assert.Equal(ErrorCodes.ApiUnavailable, first.FailureCode);
        Assert.True(first.StatusWritten);

        // The status's own event does not bring the key before the time named.
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, calls);
        throttled = false;
        await AdvanceUntil(harness.Traces.Next(t => t.FailureCode is null), time, TimeSpan.FromSeconds(2));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Failure_OfAnEffect_IsReportedAndTheKeyComesBack()
    {
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        var failures = 3;
        var reconciler = new TestReconciler(_ => failures == 0
            ? PhaseResult.Completed
            : PhaseResult.Want(new Effect.Call("cloud", _ => failures-- > 0 ? throw new FailureException(ErrorCodes.ContractViolation, "broken") : default, "needed")))
        {
            Message = outcome => outcome["Only"] is { FailureCode: { } code, FailureMessage: var text } ? $"{code}: {text}" : "fine",
        };
        await using var harness = Harness.Start(_server, reconciler);
        Assert.Equal(ErrorCodes.ContractViolation, (await harness.Traces.Next()).FailureCode);
        await harness.Traces.Settled();
        var messages = (await _server.GetAsync(BuiltInTypes.Deployment, Objects.Key("d"), Token)).To(BuiltInTypes.Deployment.Json).Status.Conditions;
        Assert.Equal("fine", messages[0].Message);
        Assert.Equal(["create deployments/d", "patch/status deployments/d", "patch/status deployments/d"], _server.Writes);
    }

    [Fact]
    public async Task CallEffects_WithoutAnyEvent_BringTheKeyBackAtOnce()
    {
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        var calls = 0;
        var reconciler = new TestReconciler(_ => calls == 2
            ? PhaseResult.Completed
            : PhaseResult.Want(new Effect.Call("cloud", _ => { calls++; return default; }, "needed")));
        await using var harness = Harness.Start(_server, reconciler, new FakeTimeProvider());
        await harness.Traces.Settled();
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Effect_FailsAndPeopleAreToBeTold_AnEventSaysWhy()
    {
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        var call = new Effect.Call("cloud", _ => throw new IOException("the line is cut"), "needed")
        {
            OnFailure = new Effect.Emit("Warning", "FailedCall", "error calling the cloud"),
        };
        await using var harness = Harness.Start(_server, new TestReconciler(_ => PhaseResult.Want(call)));
        await foreach (var next in _server.WatchAsync(BuiltInTypes.Event, null, new WatchOptions { ResourceVersion = "0" }, Token))
        {
            var told = next.Object.To(BuiltInTypes.Event.Json);
            Assert.Equal(("Warning", "FailedCall", "error calling the cloud: the line is cut"), (told.Type, told.Reason, told.Message));
            return;
        }
    }

    [Fact]
    public async Task Wait_WithRecheck_ComesBackThen()
    {
        var time = new FakeTimeProvider();
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        await using var harness = Harness.Start(
            _server, new TestReconciler(_ => PhaseResult.WaitFor("Sleeping", "until later", TimeSpan.FromSeconds(30))), time);
        await harness.Traces.Next();
        Assert.True(harness.Traces.IsEmpty);
        var next = await AdvanceUntil(harness.Traces.Next(), time, TimeSpan.FromSeconds(10));
        Assert.Empty(next.Effects);
    }

    [Fact]
    public async Task Create_NameTakenByAnotherOwner_FailsAndSaysWhose()
    {
        var foreign = Objects.ConfigMap("d-0");
        OwnerReferences.Add(foreign, new V1OwnerReference { ApiVersion = "v1", Kind = "Pod", Name = "p", Uid = "other", Controller = true });
        await _server.Seed(BuiltInTypes.ConfigMap, foreign);
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        await using var harness = Harness.Start(_server, new ChildrenReconciler());
        var failed = await harness.Traces.Next(t => t.FailureCode is not null);
        Assert.Equal("ConfigMap default/d-0 exists already and is controlled by Pod p", failed.FailureMessage);
    }

    [Fact]
    public async Task Delete_NamesakeWithAnotherUid_IsLeftAlone()
    {
        await _server.Seed(BuiltInTypes.ConfigMap, Objects.ConfigMap("c"));
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        var asked = 0;
        await using var harness = Harness.Start(_server, new TestReconciler(_ => asked++ > 0
            ? PhaseResult.Completed
            : PhaseResult.Want(new Effect.Delete(BuiltInTypes.ConfigMap, Objects.Key("c"), "uid-of-the-dead", "old"))));
        Assert.Null((await harness.Traces.Next()).FailureCode);
        Assert.NotNull(await _server.FindAsync(BuiltInTypes.ConfigMap, Objects.Key("c"), Token));
    }

    [Fact]
    public async Task Finalizer_NotPersisted_NothingElseIsDone()
    {
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        var refuse = true;
        _server.BeforeWrite = write =>
        {
            if (write == "patch deployments/d" && refuse)
            {
                throw new HttpRequestException("connection refused");
            }
        };
        var calls = 0;
        await using var harness = Harness.Start(_server, new TestReconciler(_ => calls > 0
            ? PhaseResult.Completed
            : PhaseResult.Want(new Effect.Call("cloud", _ => { calls++; return default; }, "needed"))) { FinalizerName = "test/f" });
        Assert.Equal(ErrorCodes.ApiUnavailable, (await harness.Traces.Next()).FailureCode);
        Assert.Equal(0, calls);
        refuse = false;
        await harness.Traces.Settled();
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Object_GoneBeforeTheFinalizerIsPersisted_NothingElseIsDone()
    {
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        _server.BeforeWrite = write =>
        {
            if (write == "patch deployments/d")
            {
                _server.RemoveSilently(BuiltInTypes.Deployment, Objects.Key("d"));
            }
        };
        await using var harness = Harness.Start(_server, new ChildrenReconciler());
        var pass = await harness.Traces.Next();
        Assert.Null(pass.FailureCode);
        Assert.DoesNotContain(pass.Effects, e => e.Effect is Effect.Create);
        Assert.Equal("", _server.Dump());
    }

    [Fact]
    public async Task Observe_Throws_WorkerLivesAndTheKeyComesBack()
    {
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        var passes = 0;
        await using var harness = Harness.Start(_server, new TestReconciler(_ => PhaseResult.Completed)
        {
            OnObserve = () =>
            {
                if (++passes < 4)
                {
                    throw new InvalidOperationException("a bug");
                }
            },
        });
        Assert.Equal(ErrorCodes.Internal, (await harness.Traces.Next()).FailureCode);
        await harness.Traces.Settled();
        Assert.Equal(4, passes);
    }

    [Fact]
    public async Task Report_SameMeaning_WritesNothing()
    {
        await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        await using var harness = Harness.Start(_server, new TestReconciler(_ => PhaseResult.Completed) { Message = _ => "steady" });
        Assert.True((await harness.Traces.Next()).StatusWritten);
        Assert.False((await harness.Traces.Next()).StatusWritten);
        Assert.Equal(["create deployments/d", "patch/status deployments/d"], _server.Writes);
    }

    /// <summary>Moves the clock until the task is done: workers set their timers in their own time.</summary>
    private static async Task<T> AdvanceUntil<T>(Task<T> task, FakeTimeProvider time, TimeSpan step)
    {
        while (await Task.WhenAny(task, Task.Delay(2, Token)) != task)
        {
            time.Advance(step);
        }

        return await task;
    }

    private static async Task<string> RunWithCrash(int crashAt)
    {
        var server = new FakeKubeServer();
        await server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 3));
        var writes = 0;
        var dead = false;
        var crashed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.BeforeWrite = _ =>
        {
            if (dead)
            {
                throw new IOException("the process is dead");
            }
        };
        server.AfterWrite = _ =>
        {
            if (++writes == crashAt)
            {
                dead = true;
                crashed.SetResult();
                throw new IOException("the process is dead");
            }
        };
        await using (var first = Harness.Start(server, new ChildrenReconciler()))
        {
            await Task.WhenAny(crashed.Task, first.Traces.Settled());
        }

        dead = false;
        await using var second = Harness.Start(server, new ChildrenReconciler());
        await second.Traces.Settled();
        return server.Dump();
    }

    private static async Task<string> RunWithLostAnswer(int lostAt)
    {
        var server = new FakeKubeServer();
        await server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 3));
        var writes = 0;
        server.AfterWrite = _ =>
        {
            if (++writes == lostAt)
            {
                throw new HttpRequestException("the answer was lost");
            }
        };
        await using var harness = Harness.Start(server, new ChildrenReconciler());
        await harness.Traces.Settled();
        return server.Dump();
    }
}
