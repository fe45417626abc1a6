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

    public static ConditionState Of(Machine machine, IReadOnlyList<Condition> conditions)
    {
        var ready = ConditionSummary.Of(conditions, Options.With(machine.Spec?.ReadinessGates));

        // While a Machine goes, the rest of what is wrong with it tells nobody anything.
        var deleting = conditions.Find(MachineConditions.Deleting);
        return deleting is { Status: ConditionStatus.True }
            ? ready with { Message = $"* Deleting: Machine deletion in progress, stage: {deleting.Reason}" }
            : ready with { Message = ControlPlaneComponents.Group(ready.Message) };
    }
}
