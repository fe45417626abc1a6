using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.Machines.Phases;

/// <summary>Takes the boot data's name over from the bootstrap configuration, once it is there.</summary>
internal static class BootstrapPhase
{
    public const string Name = "Bootstrap";

    public static Phase<MachineScope> Instance { get; } = new(Name, (scope, _) => Decide(scope));

    public static PhaseResult Decide(MachineScope scope)
    {
        var machine = scope.Machine;
        switch (scope.Bootstrap)
        {
            case null:
                return PhaseResult.Completed;
            case Observed<ContractObject>.Unknown(var code, var message):
                return PhaseResult.FailWith(code, message);
            case Observed<ContractObject>.Found(var config):
                return Decide(machine, config);
            default:
                var reference = machine.Spec!.Bootstrap!.ConfigRef!;
                return scope.IsDeleting || scope.WasBootstrapDataCreated
                    ? PhaseResult.Completed
                    : PhaseResult.WaitFor(nameof(ErrorCodes.ReferenceNotFound), $"{reference.Kind} {reference.Name} does not exist");
        }
    }

    private static PhaseResult Decide(Machine machine, ContractObject config)
    {
        if (config.Source.IsDeleting)
        {
            return PhaseResult.WaitFor("WaitingForDataSecret", $"{config.Kind} {config.Source.Metadata.Name} is being deleted");
        }

        List<Effect> effects = [];
        if (PartOwnership.Decide(machine, config) is { } takeover)
        {
            effects.Add(takeover);
        }

        if (machine.Spec!.Bootstrap!.DataSecretName is null)
        {
            if (!BootstrapConfigContract.IsDataSecretCreated(config))
            {
                return effects.Count > 0 ? PhaseResult.Want([.. effects]) : PhaseResult.WaitFor(
                    "WaitingForDataSecret", $"Waiting for {config.Kind} {config.Source.Metadata.Name} to create the boot data");
            }

            if (BootstrapConfigContract.DataSecretName(config) is not { } secret)
            {
                return PhaseResult.FailWith(
                    ErrorCodes.ContractViolation,
                    $"{config.Kind} {config.Source.Metadata.Name} says {BootstrapConfigContract.DataSecretCreatedField(config)} but status.dataSecretName is empty");
            }

            effects.Add(new Effect.ChangeSelf<Machine>(m => m.Spec!.Bootstrap!.DataSecretName = secret, "the boot data is there"));
        }

        return effects.Count > 0 ? PhaseResult.Want([.. effects]) : PhaseResult.Completed;
    }
}
