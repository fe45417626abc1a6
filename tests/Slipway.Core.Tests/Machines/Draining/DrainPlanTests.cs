using Slipway.Core.Machines.Deletion.Draining;
using static Slipway.Core.Tests.Machines.Draining.Pods;

namespace Slipway.Core.Tests.Machines.Draining;

public sealed class DrainPlanTests
{
    [Fact]
    public void Of_SeveralOrders_TakesTheLowestThatIsLeft()
    {
        var plan = DrainPlan.Of([Drained("a", 10), Drained("b", -1, terminating: true), Drained("c", -1), Awaited("d")]);

        Assert.Equal(["c"], plan.Evict.Select(p => p.Key.Name));
        Assert.Equal(["a"], plan.EvictLater.Select(p => p.Key.Name));
        Assert.Equal(["b"], plan.Terminating.Select(p => p.Key.Name));
        Assert.Equal(["d"], plan.AwaitLater.Select(p => p.Key.Name));
    }

    [Fact]
    public void Of_OnlyHigherOrders_EvictsThem() => Assert.Equal(["a"], DrainPlan.Of([Drained("a", 10), Drained("b", 20)]).Evict.Select(p => p.Key.Name));

    [Fact]
    public void Of_PodsLeftAlone_IsCompleted() =>
        Assert.True(DrainPlan.Of([Drained("a") with { Behavior = DrainBehavior.Skip }, Drained("b") with { Behavior = DrainBehavior.Completed }]).IsCompleted);

    [Fact]
    public void Due_AskedAMomentAgo_IsNotAskedAgain()
    {
        var plan = DrainPlan.Of([Drained("a", asked: false), Drained("b", refusal: "no")]);

        Assert.Equal(["a"], plan.Due(Now.AddSeconds(1), TimeSpan.FromSeconds(2)).Select(p => p.Key.Name));
        Assert.Equal(["a", "b"], plan.Due(Now.AddSeconds(2), TimeSpan.FromSeconds(2)).Select(p => p.Key.Name));
    }

    [Fact]
    public void Message_OfManyPods_GroupsThem() => Assert.Equal(
        """
        Drain not completed yet (started at 2026-05-01T12:00:00Z):
        * Pods d/a, d/b, d/c, ... (1 more): deletionTimestamp set, but still not removed from the Node
        * Pod d/e: cannot evict pod as it would violate the pod's disruption budget. The disruption budget e needs 1 healthy pods and has 1 currently
        * Pods d/f, d/g: failed to evict Pod, no
        * Pod d/w: waiting for completion
        After above Pods have been removed from the Node, the following Pods will be evicted: d/x
        """.ReplaceLineEndings("\n"),
        DrainMessage.Of(
            DrainPlan.Of(
            [
                .. "abc".Select(c => Drained(c.ToString(), terminating: true)), Drained("d"),
                Drained("e", refusal: "Cannot evict pod as it would violate the pod's disruption budget. The disruption budget e needs 1 healthy pods and has 1 currently"),
                Drained("g", refusal: "no"), Drained("f", refusal: "no"), Awaited("w"), Drained("x", order: 3),
            ]),
            Now.UtcDateTime));

    [Fact]
    public void Message_OfManyFailures_CountsTheRest() => Assert.EndsWith(
        "\n* 2 Pods with other issues",
        DrainMessage.Of(DrainPlan.Of([.. Enumerable.Range(0, 7).Select(i => Drained($"p{i}", refusal: $"no {i}"))]), Now.UtcDateTime),
        StringComparison.Ordinal);
}
