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
        var kind = scope.Machine.Spec!.InfrastructureRef!.Kind;
        switch (scope.Infrastructure)
        {
            case Observed<ContractObject>.Found(var machine):
                var provisioned = scope.WasInfrastructureProvisioned || InfrastructureMachineContract.IsProvisioned(machine);
                return ConditionMirror.Of(machine.Condition(MachineConditions.Ready), MachineConditions.Ready, provisioned
                    ? ConditionState.True(ConditionReasons.Ready)
                    : ConditionState.False(
                        ConditionReasons.NotReady, $"{machine.Kind} {InfrastructureMachineContract.ProvisionedField(machine)} is false"));
            case Observed<ContractObject>.Unknown:
                return ConditionState.Unknown(ConditionReasons.InternalError, "Please check controller logs for errors");
            case var _ when scope.IsDeleting:
                return ConditionState.False(ConditionReasons.ObjectDeleted, $"{kind} has been deleted");
            case var _ when scope.WasInfrastructureProvisioned:
                return ConditionState.False(ConditionReasons.ObjectDeleted, $"{kind} has been deleted while the Machine still exists");
            default:
                return ConditionState.Unknown(ConditionReasons.ObjectDoesNotExist, $"{kind} {scope.Machine.Spec.InfrastructureRef.Name} does not exist");
        }
    }
}
