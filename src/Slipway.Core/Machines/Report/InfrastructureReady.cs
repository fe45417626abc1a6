using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.Machines.Report;

/// <summary>Condition InfrastructureReady: mirrors Ready of the infrastructure machine.</summary>
internal static class InfrastructureReady
{
    public static ConditionState Of(MachineScope scope)
    {
        var reference = scope.Machine.Spec!.InfrastructureRef!;
        var provisioned = scope.WasInfrastructureProvisioned;
        return scope.Infrastructure switch
        {
            Observed<ContractObject>.Found(var machine) => ContractMirror.Of(
                machine,
                MachineConditions.Ready,
                ConditionReasons.Ready,
                provisioned || InfrastructureMachineContract.IsProvisioned(machine)
                    ? ConditionState.True(ConditionReasons.Ready)
                    : ConditionState.False(ConditionReasons.NotReady,
                        $"{machine.Kind} {InfrastructureMachineContract.ProvisionedField(machine)} is false")),
            Observed<ContractObject>.Unknown =>
                ConditionState.Unknown(ConditionReasons.InternalError, "Please check controller logs for errors"),
            _ when scope.IsDeleting && provisioned =>
                ConditionState.False(ConditionReasons.ObjectDeleted, $"{reference.Kind} has been deleted"),
            _ when provisioned =>
                ConditionState.False(ConditionReasons.ObjectDeleted, $"{reference.Kind} has been deleted while the Machine still exists"),
            _ => ConditionState.False(ConditionReasons.ObjectDoesNotExist, $"{reference.Kind} {reference.Name} does not exist"),
        };
    }
}
