using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.Machines.Report;

/// <summary>Condition BootstrapConfigReady: mirrors Ready of the bootstrap configuration.</summary>
internal static class BootstrapConfigReady
{
    public static ConditionState Of(MachineScope scope, Machine machine)
    {
        var reference = machine.Spec!.Bootstrap!.ConfigRef;
        switch (scope.Bootstrap)
        {
            case null:
                return ConditionState.True(MachineReasons.DataSecretProvided);
            case Observed<ContractObject>.Found(var config):
                var created = scope.WasBootstrapDataCreated || BootstrapConfigContract.IsDataSecretCreated(config);
                return ConditionMirror.Of(config.Condition(MachineConditions.Ready), MachineConditions.Ready, created
                    ? ConditionState.True(ConditionReasons.Ready)
                    : ConditionState.False(
                        ConditionReasons.NotReady, $"{config.Kind} {BootstrapConfigContract.DataSecretCreatedField(config)} is false"));
            case Observed<ContractObject>.Unknown:
                return ConditionState.Unknown(ConditionReasons.InternalError, "Please check controller logs for errors");
            case var _ when scope.IsDeleting:
                return ConditionState.Unknown(ConditionReasons.ObjectDeleted, $"{reference!.Kind} has been deleted");
            case var _ when scope.WasBootstrapDataCreated:
                return ConditionState.Unknown(ConditionReasons.ObjectDeleted, $"{reference!.Kind} has been deleted while the Machine still exists");
            default:
                return ConditionState.Unknown(ConditionReasons.ObjectDoesNotExist, $"{reference!.Kind} {reference.Name} does not exist");
        }
    }
}
