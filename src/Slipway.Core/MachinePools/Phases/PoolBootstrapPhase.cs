using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;

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

    // A pool that is referred to another configuration takes that one's.
    private static PhaseResult Decide(MachinePool pool, ContractObject config) => BootDataName.Decide(
        config,
        PoolOwnershipPhase.TakeOver(pool, config),
        pool.Spec!.Template!.Spec!.Bootstrap!.DataSecretName,
        secret => new Effect.ChangeSelf<MachinePool>(p => p.Spec!.Template!.Spec!.Bootstrap!.DataSecretName = secret, "the boot data is there"));
}
