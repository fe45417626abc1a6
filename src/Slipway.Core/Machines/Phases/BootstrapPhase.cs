using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;

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

        var takeover = PartOwnership.Decide(machine, config);

        // The name is kept for good once it is known.
        return machine.Spec!.Bootstrap!.DataSecretName is not null
            ? PhaseResult.DoneAfter(takeover)
            : BootDataName.Decide(config, takeover, known: null, secret => new Effect.ChangeSelf<Machine>(
                m => m.Spec!.Bootstrap!.DataSecretName = secret, "the boot data is there"));
    }
}
