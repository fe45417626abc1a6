using System.Globalization;
using Slipway.Api.Core.V1Beta2;
using Slipway.Core.MachineDeployments.Rollout;

namespace Slipway.Core.MachineHealthChecks;

/// <summary>
/// How many more Machines may be found unhealthy before remediation stops: when much fails at once, the cause is elsewhere.
/// </summary>
/// <param name="IsAllowed">Whether unhealthy Machines are remediated.</param>
/// <param name="Left">How many more may fall ill; 0 when nothing is remediated.</param>
/// <param name="Crossing">What the number of unhealthy Machines does to the limit when nothing is remediated.</param>
/// <param name="Limit">The limit as its owner wrote it.</param>
internal sealed record RemediationBudget(bool IsAllowed, int Left, string Crossing, string Limit)
{
    private const string Everything = "100%";

    /// <summary>The budget for a number of Machines.</summary>
    /// <param name="trigger">The limits; null for none.</param>
    /// <param name="expected">Machines that are looked at.</param>
    /// <param name="healthy">Those of them that are healthy: who has not started yet counts as unhealthy.</param>
    public static RemediationBudget Of(RemediationTrigger? trigger, int expected, int healthy)
    {
        var unhealthy = expected - healthy;
        if (trigger?.UnhealthyInRange is { Length: > 0 } range)
        {
            var (low, high) = Bounds(range);
            var isWithin = unhealthy >= low && unhealthy <= high;
            var left = isWithin ? (int)Math.Min(high - unhealthy, int.MaxValue) : 0;
            return new RemediationBudget(isWithin, left, "does not fall within the range", $"unhealthyRange: {range}");
        }

        string limit = trigger?.UnhealthyLessThanOrEqualTo ?? Everything;
        var most = RolloutLimits.Resolve(limit, expected, ifUnset: expected, roundUp: false);
        return new RemediationBudget(unhealthy <= most, Math.Max(most - unhealthy, 0), "exceeds maxUnhealthy", $"maxUnhealthy: {limit}");
    }

    /// <summary>Why nothing is remediated.</summary>
    public string Refusal(int expected, int unhealthy) =>
        $"Remediation is not allowed, the number of not started or unhealthy machines {Crossing} "
        + string.Create(CultureInfo.InvariantCulture, $"(total: {expected}, unhealthy: {unhealthy}, {Limit})");

    // The schema's pattern has seen to the form; numbers beyond all measure and ranges the wrong way round hold nothing.
    private static (long Low, long High) Bounds(string range)
    {
        var parts = range[1..^1].Split('-');
        return long.TryParse(parts[0], CultureInfo.InvariantCulture, out var low)
            && long.TryParse(parts[^1], CultureInfo.InvariantCulture, out var high)
            ? (low, high)
            : (1, 0);
    }
}
