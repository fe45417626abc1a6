using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Core.Machines.Report;

/// <summary>Condition Deleting of those who own Machines.</summary>
internal static class OwnerDeleting
{
    public static ConditionState Of(bool deleting, IReadOnlyCollection<Machine> machines)
    {
        if (!deleting)
        {
            return ConditionState.False(ConditionReasons.NotDeleting);
        }

        return machines.Count == 0
            ? ConditionState.True(ConditionReasons.DeletionCompleted, "Deletion completed")
            : ConditionState.True(ConditionReasons.Deleting, $"Deleting {machines.Count} Machine{(machines.Count == 1 ? "" : "s")}");
    }
}
