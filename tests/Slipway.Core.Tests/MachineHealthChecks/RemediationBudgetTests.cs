using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.Core.MachineHealthChecks;

namespace Slipway.Core.Tests.MachineHealthChecks;

public sealed class RemediationBudgetTests
{
    [Theory]
    [InlineData(null, null, 3, 0, true, 0)]
    [InlineData("1", null, 3, 2, true, 0)]
    [InlineData("1", null, 3, 1, false, 0)]
    [InlineData("40%", null, 5, 3, true, 0)]
    [InlineData("40%", null, 4, 3, true, 0)]
    [InlineData("40%", null, 4, 2, false, 0)]
    [InlineData("2", null, 5, 5, true, 2)]
    [InlineData("0", "[1-2]", 5, 5, false, 0)]
    [InlineData("0", "[1-2]", 5, 4, true, 1)]
    [InlineData("0", "[1-2]", 5, 3, true, 0)]
    [InlineData("0", "[1-2]", 5, 2, false, 0)]
    [InlineData(null, "[3-1]", 5, 3, false, 0)]
    public void Of_Limits_AllowsWhileFewEnoughAreUnhealthy(string? most, string? range, int expected, int healthy, bool allowed, int left)
    {
        var trigger = new RemediationTrigger { UnhealthyInRange = range, UnhealthyLessThanOrEqualTo = most is null ? null : (IntOrString)most };

        var budget = RemediationBudget.Of(trigger, expected, healthy);

        Assert.Equal((allowed, left), (budget.IsAllowed, budget.Left));
    }

    [Theory]
    [InlineData("40%", null, "the number of not started or unhealthy machines exceeds maxUnhealthy (total: 4, unhealthy: 2, maxUnhealthy: 40%)")]
    [InlineData(null, "[1-2]", "the number of not started or unhealthy machines does not fall within the range (total: 4, unhealthy: 2, unhealthyRange: [1-2])")]
    public void Refusal_NamesTheLimit(string? most, string? range, string expected)
    {
        var trigger = new RemediationTrigger { UnhealthyInRange = range, UnhealthyLessThanOrEqualTo = most is null ? null : (IntOrString)most };

        Assert.Equal($"Remediation is not allowed, {expected}", RemediationBudget.Of(trigger, 4, 0).Refusal(4, 2));
    }
}
