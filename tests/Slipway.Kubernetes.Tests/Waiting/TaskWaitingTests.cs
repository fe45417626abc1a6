using Slipway.Kubernetes.Waiting;

namespace Slipway.Kubernetes.Tests.Waiting;

/// <summary>Waiting with a limit.</summary>
public sealed class TaskWaitingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompletesWithin_TaskThatCompletesWhenTheTimerHasJustFired_IsTrue()
    {
        var waiting = Race(source => source.SetResult());

        Assert.True(await waiting);
    }

    [Fact]
    public async Task CompletesWithin_TaskThatFailsWhenTheTimerHasJustFired_GivesItsError()
    {
        var waiting = Race(source => source.SetException(new InvalidOperationException("its own")));

        Assert.Equal("its own", (await Assert.ThrowsAsync<InvalidOperationException>(() => waiting)).Message);
    }

    [Fact]
    public async Task CompletesWithin_TaskThatGoesOn_IsFalse()
    {
        var waiting = Race(_ => { });

        Assert.False(await waiting);
    }

    [Fact]
    public async Task CompletesWithin_LessThanAMillisecond_WaitsForTheTimerAllTheSame()
    {
        var time = new HeldTime();

        var waiting = new TaskCompletionSource().Task.CompletesWithinAsync(TimeSpan.FromTicks(1), time, Token);

        Assert.False(waiting.IsCompleted);
        time.Fire();
        Assert.False(await waiting);
    }

    // Between the timer and what goes on after it, the task ends: what goes on is held back in a queue.
    private static Task<bool> Race(Action<TaskCompletionSource> end)
    {
        var (source, time, queue) = (new TaskCompletionSource(), new HeldTime(), new HeldContinuations());
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(queue);
        var waiting = source.Task.CompletesWithinAsync(TimeSpan.FromSeconds(1), time, Token);
        SynchronizationContext.SetSynchronizationContext(before);

        time.Fire();
        Assert.False(waiting.IsCompleted);
        end(source);
        queue.Run();
        return waiting;
    }
}
