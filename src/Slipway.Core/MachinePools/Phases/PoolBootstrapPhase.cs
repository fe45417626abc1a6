using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.MachinePools.Phases;

/// <summary>Takes the boot data's name over from the bootstrap configuration, once it is there.</summary>
internal static class PoolBootstrapPhase
{
    public const string Name = "Bootstrap";

    public static Phase<MachinePoolScope> Instance { get; } = new(Name, (scope, _) => Decide(scope));

    public static PhaseResult Decide(MachinePoolScope scope)
    {
        switch (scope.Bootstrap)
        {
            case null:
                return PhaseResult.Completed;
            case Observed<ContractObject>.Unknown(var code, var message):
                return PhaseResult.FailWith(code, message);
            case Observed<ContractObject>.Found(var config):
                return config.Source.IsDeleting ? PhaseResult.Completed : Decide(scope.Pool, config);
            default:
                var reference = scope.Template.Bootstrap!.ConfigRef!;
                return PhaseResult.WaitFor(nameof(ErrorCodes.ReferenceNotFound), $"{reference.Kind} {reference.Name} does not exist");
        }
    }

    private static PhaseResult Decide(MachinePool pool, ContractObject config)
    {
        List<Effect> effects = PoolOwnershipPhase.TakeOver(pool, config) is { } takeover ? [takeover] : [];
        if (!BootstrapConfigContract.IsDataSecretCreated(config))
        {
            return effects.Count > 0 ? PhaseResult.Want([.. effects]) : PhaseResult.WaitFor(
                "WaitingForDataSecret", $"Waiting for {config.Kind} {config.Source.Metadata.Name} to create the boot data");
        }

        if (BootstrapConfigContract.DataSecretName(config) is not { } secret)
        {
            var said = BootstrapConfigContract.DataSecretCreatedField(config);
            return PhaseResult.FailWith(
                ErrorCodes.ContractViolation, $"{config.Kind} {config.Source.Metadata.Name} says {said} but status.dataSecretName is empty");
        }

        // A pool that is referred to another configuration takes that one's.
        if (pool.Spec!.Template!.Spec!.Bootstrap!.DataSecretName != secret)
        {
            effects.Add(new Effect.ChangeSelf<MachinePool>(
                p => p.Spec!.Template!.Spec!.Bootstrap!.DataSecretName = secret, "the boot data is there"));
        }

        return effects.Count > 0 ? PhaseResult.Want([.. effects]) : PhaseResult.Completed;
    }
}
