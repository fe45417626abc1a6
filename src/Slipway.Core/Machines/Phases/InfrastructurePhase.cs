using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.Machines.Phases;

/// <summary>Takes the provider's identifier over from the infrastructure machine, once it is provisioned.</summary>
internal static class InfrastructurePhase
{
    public const string Name = "Infrastructure";

    public static Phase<MachineScope> Instance { get; } = new(Name, (scope, _) => Decide(scope));

    public static PhaseResult Decide(MachineScope scope)
    {
        var reference = scope.Machine.Spec!.InfrastructureRef!;
        switch (scope.Infrastructure)
        {
            case Observed<ContractObject>.Unknown(var code, var message):
                return PhaseResult.FailWith(code, message);
            case Observed<ContractObject>.Found(var infrastructure):
                return Decide(scope.Machine, infrastructure, scope.WasInfrastructureProvisioned);
            case var _ when scope.IsDeleting:
                return PhaseResult.Completed;
            case var _ when scope.WasInfrastructureProvisioned:
                return PhaseResult.WaitFor(
                    nameof(ErrorCodes.ObjectDeleted), $"{reference.Kind} {reference.Name} has been deleted while the Machine still exists");
            default:
                return PhaseResult.WaitFor(nameof(ErrorCodes.ReferenceNotFound), $"{reference.Kind} {reference.Name} does not exist");
        }
    }

    private static PhaseResult Decide(Machine machine, ContractObject infrastructure, bool wasProvisioned)
    {
        if (infrastructure.Source.IsDeleting)
        {
            return PhaseResult.WaitFor("WaitingForInfrastructure",
                $"{infrastructure.Kind} {infrastructure.Source.Metadata.Name} is being deleted");
        }

        List<Effect> effects = [];
        if (PartOwnership.Decide(machine, infrastructure) is { } takeover)
        {
            effects.Add(takeover);
        }

        var providerId = InfrastructureMachineContract.ProviderId(infrastructure);
        if (!(wasProvisioned || InfrastructureMachineContract.IsProvisioned(infrastructure)) || providerId is null)
        {
            return effects.Count > 0 ? PhaseResult.Want([.. effects]) : PhaseResult.WaitFor(
                "WaitingForInfrastructure",
                $"Waiting for {infrastructure.Kind} {infrastructure.Source.Metadata.Name} to be provisioned and to report spec.providerID");
        }

        // Older providers choose the failure domain in their spec, newer ones report it in status only.
        var failureDomain = InfrastructureMachineContract.ChosenFailureDomain(infrastructure);
        if (machine.Spec!.ProviderID != providerId || (failureDomain is not null && machine.Spec.FailureDomain != failureDomain))
        {
            effects.Add(new Effect.ChangeSelf<Machine>(
                m =>
                {
                    m.Spec!.ProviderID = providerId;
                    m.Spec.FailureDomain = failureDomain ?? m.Spec.FailureDomain;
                },
                "the infrastructure machine is provisioned"));
        }

        return PhaseResult.DoneAfter(effects);
    }
}
