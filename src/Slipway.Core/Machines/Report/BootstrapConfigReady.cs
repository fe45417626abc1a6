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
        return scope.Bootstrap switch
        {
            null => ConditionState.True(MachineReasons.DataSecretProvided),
            Observed<ContractObject>.Found(var config) => ContractMirror.Of(
                config,
                MachineConditions.Ready,
                ConditionReasons.Ready,
                scope.WasBootstrapDataCreated || BootstrapConfigContract.IsDataSecretCreated(config)
                    ? ConditionState.True(ConditionReasons.Ready)
                    : ConditionState.False(ConditionReasons.NotReady,
                        $"{config.Kind} {BootstrapConfigContract.DataSecretCreatedField(config)} is false")),
            Observed<ContractObject>.Unknown =>
                ConditionState.Unknown(ConditionReasons.InternalError, "Please check controller logs for errors"),
            _ when scope.IsDeleting && scope.WasBootstrapDataCreated =>
                ConditionState.False(ConditionReasons.ObjectDeleted, $"{reference!.Kind} has been deleted"),
            _ => ConditionState.False(ConditionReasons.ObjectDoesNotExist, $"{reference!.Kind} {reference.Name} does not exist"),
        };
    }
}
