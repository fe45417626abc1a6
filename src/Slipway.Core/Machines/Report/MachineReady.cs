using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

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
        var gates = machine.Spec?.ReadinessGates ?? [];
        var ready = ConditionSummary.Of(conditions, gates.Count == 0 ? Options : Options with
        {
            Types = [.. Options.Types, .. gates.Select(g => g.ConditionType!)],
            NegativePolarity =
            [
                .. Options.NegativePolarity, .. gates.Where(g => g.Polarity == ConditionPolarity.Negative).Select(g => g.ConditionType!),
            ],
        });

        // While a Machine goes, the rest of what is wrong with it tells nobody anything.
        var deleting = conditions.Find(MachineConditions.Deleting);
        return deleting is { Status: ConditionStatus.True }
            ? ready with { Message = $"* Deleting: Machine deletion in progress, stage: {deleting.Reason}" }
            : ready with { Message = ControlPlaneComponents.Group(ready.Message) };
    }
}
