using Microsoft.Extensions.Time.Testing;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Metrics;
using Slipway.ControllerRuntime.Queues;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.ControllerRuntime.Tests.Fakes;

namespace Slipway.ControllerRuntime.Tests.Metrics;

/// <summary>The figures stand under the names and labels by which dashboards of controller-runtime ask for them.</summary>
public sealed class RuntimeMetricsTests : IDisposable
{
    private readonly RuntimeMetrics _metrics = new();

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public void Passed_EachOutcome_IsCountedByResult()
    {
        using var measured = new Measurements("passed");
        PassResult[] results =
        [
            new(),
            new() { Recheck = TimeSpan.FromSeconds(3) },
            new() { Again = true },
            new() { Failure = new Failure(ErrorCodes.ApiUnavailable, "x") },
            new() { Failure = new Failure(ErrorCodes.InvalidSpecification, "x") },
        ];
        foreach (var result in results)
        {
            _metrics.Passed("passed-controller", TimeSpan.FromSeconds(0.25), result);
        }

        var lines = measured.Take();
        Assert.Equal(
            ["success", "requeue_after", "requeue", "error", "error"],
            lines.Where(l => l.StartsWith("controller_runtime.reconcile{", StringComparison.Ordinal))
                .Select(l => l["controller_runtime.reconcile{controller=passed,result=".Length..^"} 1".Length]));
        Assert.Equal(5, lines.Count(l => l == "controller_runtime.reconcile.time{controller=passed} 0.25"));
        Assert.Equal(2, lines.Count(l => l == "controller_runtime.reconcile.errors{controller=passed} 1"));
        Assert.Single(lines, "controller_runtime.terminal_reconcile.errors{controller=passed} 1");
        Assert.Single(lines, "slipway.reconcile.failures{controller=passed,code=InvalidSpecification} 1");
    }

    [Fact]
    public void Workers_AreToldWhenAsked()
    {
        using var measured = new Measurements("workers");
        _metrics.WatchWorkers("workers-controller", 10, () => 3);

        Assert.Equal(
            ["controller_runtime.active_workers{controller=workers} 3", "controller_runtime.max_concurrent_reconciles{controller=workers} 10"],
            measured.Take().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Queue_KeyWaitsIsWorkedOnAndComesBack_EachTimeIsTold()
    {
        const string Labels = "{name=queued,controller=queued}";
        using var measured = new Measurements("queued");
        var time = new FakeTimeProvider();
        var counts = new QueueMetrics(_metrics, "queued-controller");
        using var queue = new WorkQueue<string>(time, new NoRandom(), new BackoffOptions(), counts);
        counts.Watch(() => queue.State);

        queue.Add("a");
        queue.Add("a");
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(
            [
                $"workqueue.adds{Labels} 1", $"workqueue.depth{Labels} 1", $"workqueue.longest_running_processor{Labels} 0",
                $"workqueue.unfinished_work{Labels} 0",
            ],
            measured.Take().Order(StringComparer.Ordinal));

        await queue.TakeAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(1));
        queue.Add("a");
        queue.Add("b");
        await queue.TakeAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(
            [
                $"workqueue.adds{Labels} 1", $"workqueue.adds{Labels} 1", $"workqueue.depth{Labels} 0",
                $"workqueue.longest_running_processor{Labels} 4", $"workqueue.queue_duration{Labels} 0", $"workqueue.queue_duration{Labels} 2",
                $"workqueue.unfinished_work{Labels} 7",
            ],
            measured.Take().Order(StringComparer.Ordinal));

        // What was asked for while a worker had it has waited since then, and is not added again.
        queue.Done("a");
        queue.AddAfterFailure("b");
        await queue.TakeAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                $"workqueue.depth{Labels} 0", $"workqueue.longest_running_processor{Labels} 3", $"workqueue.queue_duration{Labels} 3",
                $"workqueue.retries{Labels} 1", $"workqueue.unfinished_work{Labels} 3", $"workqueue.work_duration{Labels} 4",
            ],
            measured.Take().Order(StringComparer.Ordinal));
    }
}
