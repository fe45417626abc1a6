using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Core.Machines.Report;

/// <summary>Condition Deleting of those who own Machines.</summary>
internal static class OwnerDeleting
{
    /// <param name="deleting">Whether the owner is being deleted.</param>
    /// <param name="machines">Its Machines.</param>
    /// <param name="sets">MachineSets between the owner and its Machines that are left.</param>
    /// <param name="now">The time.</param>
    public static ConditionState Of(bool deleting, IReadOnlyCollection<Machine> machines, int sets, DateTimeOffset now) =>
        (deleting, machines.Count, sets) switch
    {
        (false, _, _) => ConditionState.False(ConditionReasons.NotDeleting),
        (_, 0, 0) => ConditionState.True(ConditionReasons.Deleting, "Deletion completed"),
        (_, 0, _) => ConditionState.True(ConditionReasons.Deleting, $"Deleting {sets} MachineSets"),
        (_, var count, _) => ConditionState.True(
            ConditionReasons.Deleting, $"Deleting {count} Machine{(count == 1 ? "" : "s")}{StaleMachines.Line(machines, now)}"),
    };
}
