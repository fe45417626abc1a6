using Slipway.Api.Conditions;
using Slipway.Api.Shared;

namespace Slipway.Api.Tests.Conditions;

public sealed class ConditionMergeTests
{
    private static readonly SummaryOptions Options = new()
    {
        Types = ["Deleting", "InfrastructureReady", "NodeHealthy", "HealthCheckSucceeded"],
        NegativePolarity = ["Deleting"],
        IgnoredIfMissing = ["HealthCheckSucceeded"],
    };

    public static TheoryData<string, string, string, ConditionState> Summaries => new()
    {
        { "False", "True", "True", ConditionState.True("Ready") },
        { "False", "True", "Unknown", ConditionState.Unknown("ReadyUnknown", "* NodeHealthy: n") },
        { "False", "False", "Unknown", ConditionState.False("NotReady", "* InfrastructureReady: i\n* NodeHealthy: n") },
        { "True", "True", "True", ConditionState.False("NotReady", "* Deleting: d") },
        { "False", "True", "", ConditionState.Unknown("ReadyUnknown", "* NodeHealthy: Condition NodeHealthy not yet reported") },
    };

    [Theory]
    [MemberData(nameof(Summaries))]
    public void Summary_OfStatuses_IsTheWorst(string deleting, string infrastructure, string node, ConditionState expected)
    {
        List<Condition> conditions =
        [
            .. new[] { ("Deleting", deleting, "d"), ("InfrastructureReady", infrastructure, "i"), ("NodeHealthy", node, "n") }
                .Where(c => c.Item2.Length > 0)
                .Select(c => new Condition { Type = c.Item1, Status = c.Item2, Reason = "R", Message = IsGood(c.Item1, c.Item2) ? "" : c.Item3 }),
        ];

        Assert.Equal(expected, ConditionSummary.Of(conditions, Options));
    }

    [Fact]
    public void Summary_OfLongMessage_IndentsIt()
    {
        List<Condition> conditions = [new() { Type = "A", Status = "False", Message = "* x: 1\n* y: 2" }];

        Assert.Equal("* A:\n  * x: 1\n  * y: 2", ConditionSummary.Of(conditions, new SummaryOptions { Types = ["A"] }).Message);
    }

    [Theory]
    [InlineData("", "* A: Broken")]
    [InlineData("one line", "* A: one line")]
    [InlineData("* x: 1", "* A:\n  * x: 1")]
    [InlineData("blocked because:\n* x\n* y", "* A:\n  * blocked because:\n    * x\n    * y")]
    public void Summary_OfAnyMessage_IsAList(string message, string expected) => Assert.Equal(
        expected, ConditionSummary.Of([new() { Type = "A", Status = "False", Reason = "Broken", Message = message }], new SummaryOptions { Types = ["A"] }).Message);

    [Fact]
    public void Aggregate_OfKinds_TellsTheControlPlaneFirstAndKindsByName()
    {
        var state = ConditionAggregate.Of(
            "Ready",
            [
                new AggregateSource("MachineSet", "s", new Condition { Type = "Ready", Status = "False", Message = "set" }),
                Source("w1", "False", "worker"), Source("w2", "False", "worker"), Source("u", "Unknown", "unknown"),
                Source("c", "Unknown", "control plane") with { GoesFirst = true },
            ],
            MergeReasons.Ready);

        Assert.Equal(
            "* Machine c: control plane\n* Machines w1, w2: worker\n* Machine u: unknown\nAnd 1 MachineSet with other issues", state.Message);
    }

    [Fact]
    public void Aggregate_ManySayTheSame_NamesThreeAndCountsTheRest()
    {
        var state = ConditionAggregate.Of("Ready", Enumerable.Range(1, 5).Select(i => Source($"m{i}", "False", "not yet")), MergeReasons.Ready);

        Assert.Equal(ConditionState.False("NotReady", "* Machines m1, m2, m3, ... (2 more): not yet"), state);
    }

    [Fact]
    public void Aggregate_ManySayDifferentThings_ShowsThreeMessages()
    {
        var state = ConditionAggregate.Of(
            "Ready",
            [.. Enumerable.Range(1, 4).Select(i => Source($"m{i}", "False", $"reason {i}")), new AggregateSource("Machine", "m9", null)],
            MergeReasons.Ready);

        Assert.Equal(
            "* Machine m1: reason 1\n* Machine m2: reason 2\n* Machine m3: reason 3\nAnd 1 Machine with other issues\nAnd 1 Machine with status unknown",
            state.Message);
    }

    [Fact]
    public void Aggregate_NegativePolarity_IsTrueWhenAnyIs()
    {
        var reasons = new MergeReasons(ConditionReasons.ScalingUp, ConditionReasons.ScalingUpUnknown, ConditionReasons.NotScalingUp);

        var state = ConditionAggregate.Of("ScalingUp", [Source("a", "False", ""), Source("b", "True", "Scaling up from 0 to 1 replicas")], reasons, negative: true);

        Assert.Equal(ConditionState.True("ScalingUp", "* Machine b: Scaling up from 0 to 1 replicas"), state);
    }

    [Fact]
    public void Mirror_OfMissingCondition_FallsBack()
    {
        Assert.Equal(ConditionState.False("NotReady", "no"), ConditionMirror.Of(null, "Ready", ConditionState.False("NotReady", "no")));
        Assert.Equal(ConditionState.Unknown("NotYetReported", "Condition Ready not yet reported"), ConditionMirror.Of(null, "Ready"));
        Assert.Equal(
            ConditionState.True("NoReasonReported"),
            ConditionMirror.Of(new Condition { Type = "Ready", Status = "True" }, "Ready", ConditionState.False("NotReady")));
    }

    private static bool IsGood(string type, string status) => type == "Deleting" ? status == "False" : status == "True";

    private static AggregateSource Source(string name, string status, string message) =>
        new("Machine", name, new Condition { Type = "Ready", Status = status, Reason = "R", Message = message });
}
