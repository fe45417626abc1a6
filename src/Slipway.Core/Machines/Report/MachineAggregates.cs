using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Core.Machines.Report;

/// <summary>Conditions about a number of Machines, as their owners report them.</summary>
internal static class MachineAggregates
{
    // A Machine that has just been made has not been judged yet; that is no news.
    private static readonly TimeSpan Newcomer = TimeSpan.FromSeconds(10);

    /// <summary>MachinesReady, or the like for a part of a Cluster.</summary>
    public static ConditionState Ready(IReadOnlyCollection<Machine> machines, DateTimeOffset now) => machines.Count == 0
        ? ConditionState.True(ConditionReasons.NoReplicas)
        : ConditionAggregate.Of(
            MachineConditions.Ready,
            machines.Select(m => Source(m, Newcomers.Ready(m, now))),
            MergeReasons.Ready);

    /// <summary>MachinesUpToDate, or the like for a part of a Cluster.</summary>
    public static ConditionState UpToDate(IEnumerable<Machine> machines, DateTimeOffset now)
    {
        var judged = machines
            .Where(m => m.Status?.Conditions.Find(MachineConditions.UpToDate) is not null
                || now.UtcDateTime - (m.Metadata.CreationTimestamp ?? now.UtcDateTime) >= Newcomer)
            .ToList();
        return judged.Count == 0
            ? ConditionState.True(ConditionReasons.NoReplicas)
            : ConditionAggregate.Of(MachineConditions.UpToDate, Sources(judged, MachineConditions.UpToDate), MergeReasons.UpToDate);
    }

    /// <summary>Remediating: Machines that are unhealthy and whose owner deals with them.</summary>
    /// <param name="machines">The Machines.</param>
    /// <param name="otherwise">What to say of those that are unhealthy and that the owner does not deal with.</param>
    public static ConditionState Remediating(IEnumerable<Machine> machines, string otherwise)
    {
        var unhealthy = machines
            .Where(m => m.Status?.Conditions.IsFalse(MachineConditions.HealthCheckSucceeded) == true)
            .OrderBy(m => m.Metadata.Name, StringComparer.Ordinal)
            .ToList();
        var remediated = unhealthy.Where(m => m.Status!.Conditions.IsFalse(MachineConditions.OwnerRemediated)).ToList();
        return remediated.Count == 0
            ? ConditionState.False(ConditionReasons.NotRemediating, unhealthy.Count == 0
                ? "" : $"{StaleMachines.Subject(unhealthy)} not healthy ({otherwise})")
            : ConditionState.True(ConditionReasons.Remediating, ConditionAggregate
                .Of(MachineConditions.OwnerRemediated, Sources(remediated, MachineConditions.OwnerRemediated), MergeReasons.Ready).Message);
    }

    private static IEnumerable<AggregateSource> Sources(IEnumerable<Machine> machines, string type) =>
        machines.Select(m => Source(m, m.Status?.Conditions.Find(type)));

    private static AggregateSource Source(Machine machine, Condition? condition) =>
        new("Machine", machine.Metadata.Name, condition, machine.Metadata.Labels?.ContainsKey(ClusterLabels.ControlPlane) == true);
}
