using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Slipway.ControllerRuntime.Metrics;
using Slipway.ControllerRuntime.Queues;
using Slipway.ControllerRuntime.Tests.Fakes;

namespace Slipway.ControllerRuntime.Tests.Queues;

public sealed class WorkQueueTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly RuntimeMetrics _metrics = new();
    private readonly WorkQueue<string> _queue;

    public WorkQueueTests() => _queue = NewQueue<string>(_time);

    public void Dispose()
    {
        _queue.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public async Task Add_Twice_IsTakenOnce()
    {
        _queue.Add("a");
        _queue.Add("a");
        Assert.Equal("a", await TakeNow(_queue));
        _queue.Done("a");
        Assert.Equal(0, _queue.State.Depth);
    }

    [Fact]
    public async Task Add_WhileTaken_ComesBackAfterDone()
    {
        _queue.Add("a");
        await TakeNow(_queue);
        _queue.Add("a");
        Assert.Equal(0, _queue.State.Depth);
        _queue.Done("a");
        Assert.Equal("a", await TakeNow(_queue));
    }

    [Fact]
    public async Task Take_FreshAndResync_FreshFirst()
    {
        _queue.Add("old", WorkPriority.Resync);
        _queue.Add("new");
        Assert.Equal("new", await TakeNow(_queue));
        Assert.Equal("old", await TakeNow(_queue));
    }

    [Fact]
    public async Task Add_FreshAfterResync_MovesUpAndIsTakenOnce()
    {
        _queue.Add("a", WorkPriority.Resync);
        _queue.Add("b", WorkPriority.Resync);
        _queue.Add("b");
        Assert.Equal("b", await TakeNow(_queue));
        _queue.Done("b");
        Assert.Equal("a", await TakeNow(_queue));
        Assert.Equal(0, _queue.State.Depth);
    }

    [Fact]
    public async Task Take_NeverEndingFreshKeys_ResyncIsNotStarved()
    {
        _queue.Add("resync", WorkPriority.Resync);
        for (var i = 0; i < 40; i++)
        {
            _queue.Add("fresh");
            var key = await TakeNow(_queue);
            _queue.Done(key);
            if (key == "resync")
            {
                return;
            }
        }

        Assert.Fail("the resync was never taken");
    }

    [Fact]
    public async Task AddAfter_SeveralDelays_EarliestCounts()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(10));
        _queue.AddAfter("a", TimeSpan.FromSeconds(3));
        _queue.AddAfter("a", TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.Equal(0, _queue.State.Depth);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal("a", await TakeNow(_queue));
        _queue.Done("a");
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(0, _queue.State.Depth);
    }

    [Fact]
    public void AddAfterFailure_ManyTimes_DoublesToTheCeiling()
    {
        double[] seconds = [.. Enumerable.Range(0, 6).Select(_ => _queue.AddAfterFailure("a").TotalSeconds)];
        Assert.Equal([1, 2, 4, 8, 10, 10], seconds);
        _queue.ForgetFailures("a");
        Assert.Equal(1, _queue.AddAfterFailure("a").TotalSeconds);
    }

    [Fact]
    public async Task Take_Cancelled_LosesNoKey()
    {
        using var stop = new CancellationTokenSource();
        var take = _queue.TakeAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await take);
        _queue.Add("a");
        Assert.Equal("a", await TakeNow(_queue));
    }

    /// <summary>Whatever is added in whatever order, every key is taken at or after its last add became due, and never by two at once.</summary>
    [Fact]
    public void AnySequence_EveryAddIsFollowedByATake()
    {
        var step = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4], Gen.Int[0, 20]);
        step.Array[1, 200].Sample(steps =>
        {
            var time = new FakeTimeProvider();
            using var queue = NewQueue<int>(time);
            var wanted = new HashSet<int>();
            var taken = new HashSet<int>();
            foreach (var (operation, key, delay) in steps)
            {
                switch (operation)
                {
                    case 0:
                        queue.Add(key);
                        wanted.Add(key);
                        break;
                    case 1:
                        queue.Add(key, WorkPriority.Resync);
                        wanted.Add(key);
                        break;
                    case 2:
                        queue.AddAfter(key, TimeSpan.FromSeconds(delay));
                        wanted.Add(key);
                        break;
                    case 3:
                        time.Advance(TimeSpan.FromSeconds(delay));
                        break;
                    case 4 when taken.Remove(key):
                        queue.Done(key);
                        break;
                    case 5 when queue.State.Depth > 0:
                        var next = TakeSync(queue);
                        Assert.True(taken.Add(next), "a key was with two workers");
                        wanted.Remove(next);
                        break;
                }
            }

            foreach (var key in taken)
            {
                queue.Done(key);
            }

            time.Advance(TimeSpan.FromHours(1));
            while (queue.State.Depth > 0)
            {
                var next = TakeSync(queue);
                wanted.Remove(next);
                queue.Done(next);
            }

            return wanted.Count == 0;
        });
    }

    private WorkQueue<TKey> NewQueue<TKey>(TimeProvider time)
        where TKey : notnull => new(
            time, new NoRandom(), new BackoffOptions { Base = TimeSpan.FromSeconds(1), Ceiling = TimeSpan.FromSeconds(10) },
            new QueueMetrics(_metrics, "queue"));

    private static ValueTask<TKey> TakeNow<TKey>(WorkQueue<TKey> queue)
        where TKey : notnull
    {
        Assert.NotEqual(0, queue.State.Depth);
        return queue.TakeAsync(TestContext.Current.CancellationToken);
    }

    private static int TakeSync(WorkQueue<int> queue)
    {
        var take = queue.TakeAsync(CancellationToken.None).AsTask();
        Assert.True(take.IsCompletedSuccessfully, "a ready key must be handed out at once");
        return take.Result;
    }
}
