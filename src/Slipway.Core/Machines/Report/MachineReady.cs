using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Core.Objects;

namespace Slipway.Core.Machines.Report;

/// <summary>Condition Ready: all that a Machine needs, and what its readiness gates name.</summary>
internal static class MachineReady
{
    private static readonly SummaryOptions Options = new()
    {
        Types =
        [
            MachineConditions.Deleting, MachineConditions.Updating, MachineConditions.BootstrapConfigReady, MachineConditions.InfrastructureReady,
            MachineConditions.NodeHealthy, MachineConditions.HealthCheckSucceeded,
        ],
        NegativePolarity = [MachineConditions.Deleting, MachineConditions.Updating],
        IgnoredIfMissing = [MachineConditions.HealthCheckSucceeded],
    };

    // While a Machine goes, what it stood on goes too.
    private static readonly SummaryOptions Leaving = Options with { Priority = PriorityWhileDeleting };

    public static ConditionState Of(Machine machine, IReadOnlyList<Condition> conditions, DateTimeOffset now)
    {
        var deleting = machine.Metadata.DeletionTimestamp is null ? null : DeletionProgress.Of(machine, conditions, now);
        var counted = deleting is null ? conditions : [deleting, .. conditions.Where(c => c.Type != MachineConditions.Deleting)];
        var ready = ConditionSummary.Of(counted, (deleting is null ? Options : Leaving).With(machine.Spec?.ReadinessGates));
        return ready with { Message = ControlPlaneComponents.Group(ready.Message) };
    }

    private static MergePriority? PriorityWhileDeleting(Condition condition) => condition switch
    {
        {
            Type: MachineConditions.BootstrapConfigReady or MachineConditions.InfrastructureReady,
            Reason: ConditionReasons.ObjectDeleted or ConditionReasons.ObjectDoesNotExist,
        } => MergePriority.Info,
        { Type: MachineConditions.NodeHealthy, Reason: MachineReasons.NodeDeleted or MachineReasons.NodeDoesNotExist } =>
            MergePriority.Info,
        _ => null,
    };
}
