using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Deletes a part of the Machine and waits until it is gone.</summary>
internal static class PartDeletionPhase
{
    public static Phase<MachineScope> Infrastructure { get; } = new(
        DeletionSteps.Infrastructure, (scope, _) => Decide(scope.Infrastructure, ConditionReasons.WaitingForInfrastructureDeletion));

    public static Phase<MachineScope> Bootstrap { get; } = new(
        DeletionSteps.Bootstrap, (scope, _) => Decide(scope.Bootstrap, MachineReasons.WaitingForBootstrapDeletion));

    private static PhaseResult Decide(Observed<ContractObject>? part, string reason) => PartDeletion.Decide(part, "Machine", reason);
}
