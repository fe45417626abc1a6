using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.MachinePools.Phases;

/// <summary>Takes the machines' identifiers over from the infrastructure pool, once it is provisioned.</summary>
internal static class PoolInfrastructurePhase
{
    public const string Name = "Infrastructure";

    public static Phase<MachinePoolScope> Instance { get; } = new(Name, (scope, _) => Decide(scope));

    public static PhaseResult Decide(MachinePoolScope scope)
    {
        var reference = scope.Template.InfrastructureRef!;
        switch (scope.Infrastructure)
        {
            case Observed<ContractObject>.Unknown(var code, var message):
                return PhaseResult.FailWith(code, message);
            case Observed<ContractObject>.Found(var pool):
                return pool.Source.IsDeleting ? PhaseResult.Completed : Decide(scope, pool);
            default:
                return PhaseResult.WaitFor(
                    nameof(ErrorCodes.ReferenceNotFound),
                    scope.WasInfrastructureProvisioned
                        ? $"{reference.Kind} {reference.Name} has been deleted while the MachinePool still exists"
                        : $"{reference.Kind} {reference.Name} does not exist");
        }
    }

    private static PhaseResult Decide(MachinePoolScope scope, ContractObject pool)
    {
        List<Effect> effects = PoolOwnershipPhase.TakeOver(scope.Pool, pool) is { } takeover ? [takeover] : [];
        if (scope.ReportedProviderIds is not { } reported)
        {
            return effects.Count > 0 ? PhaseResult.Want([.. effects]) : PhaseResult.WaitFor(
                "WaitingForInfrastructure",
                $"Waiting for {pool.Kind} {pool.Source.Metadata.Name} to be provisioned and to report spec.providerIDList");
        }

        if (!reported.SequenceEqual(scope.Pool.Spec!.ProviderIDList ?? [], StringComparer.Ordinal))
        {
            effects.Add(new Effect.ChangeSelf<MachinePool>(
                p => p.Spec!.ProviderIDList = reported.Count > 0 ? [.. reported] : null, "the pool's machines have changed"));
        }

        return PhaseResult.DoneAfter(effects);
    }
}
