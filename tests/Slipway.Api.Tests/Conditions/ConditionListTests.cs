using Slipway.Api.Conditions;
using Slipway.Api.Shared;

namespace Slipway.Api.Tests.Conditions;

public sealed class ConditionListTests
{
    private static readonly DateTimeOffset Then = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Then.AddMinutes(5);

    [Fact]
    public void Set_SameStatusAgain_KeepsTheTimeOfTheTransition()
    {
        List<Condition> conditions = [];
        conditions.Set("Ready", ConditionState.False("NotReady", "a"), 1, Then);
        conditions.Set("Ready", ConditionState.False("NotReady", "b"), 2, Now);

        var condition = Assert.Single(conditions);
        Assert.Equal(Then.UtcDateTime, condition.LastTransitionTime);
        Assert.Equal("b", condition.Message);
        Assert.Equal(2, condition.ObservedGeneration);
    }

    [Fact]
    public void Set_OtherStatus_MovesTheTimeOfTheTransition()
    {
        List<Condition> conditions = [];
        conditions.Set("Ready", ConditionState.False("NotReady"), 1, Then);
        conditions.Set("Ready", ConditionState.True("Ready"), 1, Now);

        Assert.Equal(Now.UtcDateTime, Assert.Single(conditions).LastTransitionTime);
    }

    [Fact]
    public void Set_InAnyOrder_ListsCanonically()
    {
        List<Condition> conditions = [];
        foreach (var type in (string[])["Deleting", "Paused", "VMProvisioned", "EtcdProvisioned", "Updating", "NodeReady", "Ready", "Available"])
        {
            conditions.Set(type, ConditionState.True("X"), null, Then);
        }

        Assert.Equal(
            ["Available", "Ready", "NodeReady", "EtcdProvisioned", "VMProvisioned", "Updating", "Paused", "Deleting"],
            conditions.Select(c => c.Type));
    }

    [Fact]
    public void DeprecatedSet_InAnyOrder_ListsReadyFirst()
    {
        List<DeprecatedCondition> conditions = [];
        foreach (var type in (string[])["NodeHealthy", "BootstrapReady", "Ready"])
        {
            conditions.Set(type, DeprecatedConditionState.True(), Then);
        }

        Assert.Equal(["Ready", "BootstrapReady", "NodeHealthy"], conditions.Select(c => c.Type));
    }

    [Fact]
    public void DeprecatedSummarize_TrueBesideUnknown_IsTrue()
    {
        List<DeprecatedCondition> conditions = [];
        conditions.Set("A", DeprecatedConditionState.Unknown("Silent"), Now);
        Assert.Equal(DeprecatedConditionState.Unknown("Silent"), conditions.Summarize("A", "B"));
        conditions.Set("B", DeprecatedConditionState.True(), Now);
        Assert.Equal(DeprecatedConditionState.True(), conditions.Summarize("A", "B"));
    }

    [Fact]
    public void DeprecatedSummarize_FalseBesideUnknown_TakesTheGravest()
    {
        List<DeprecatedCondition> conditions = [];
        conditions.Set("A", DeprecatedConditionState.Unknown("Lost"), Then);
        conditions.Set("B", DeprecatedConditionState.Info("Waiting"), Then);
        conditions.Set("C", DeprecatedConditionState.Error("Broken", "it is"), Then);

        Assert.Equal(DeprecatedConditionState.Error("Broken", "it is"), conditions.Summarize("A", "B", "C", "Missing"));
        Assert.Null(conditions.Summarize("Missing"));
    }
}
