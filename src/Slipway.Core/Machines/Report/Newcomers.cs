using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Core.Machines.Report;

/// <summary>
/// Machines that are on their way to their first Node. What exactly they wait for changes by the moment and is told by the Machine
/// itself; its owners say only that it is coming, until that takes suspiciously long.
/// </summary>
internal static class Newcomers
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static bool Is(Machine machine, DateTimeOffset now) =>
        machine.Metadata.DeletionTimestamp is null
        && machine.Status?.Conditions.IsTrue(MachineConditions.Ready) != true
        && now.UtcDateTime - (machine.Metadata.CreationTimestamp ?? now.UtcDateTime) < Patience;

    /// <summary>The condition Ready as owners take it.</summary>
    public static Condition? Ready(Machine machine, DateTimeOffset now) => Is(machine, now)
        ? new Condition
        {
            Type = MachineConditions.Ready,
            Status = ConditionStatus.Unknown,
            Reason = ConditionReasons.ReadyUnknown,
            Message = "Machine is being provisioned",
        }
        : machine.Status?.Conditions.Find(MachineConditions.Ready);

    /// <summary>When the next of some Machines stops being new; null when none is.</summary>
    public static TimeSpan? NextChange(IEnumerable<Machine> machines, DateTimeOffset now) => machines
        .Where(m => Is(m, now))
        .Select(m => (TimeSpan?)((m.Metadata.CreationTimestamp ?? now.UtcDateTime) + Patience - now.UtcDateTime))
        .Min();
}
