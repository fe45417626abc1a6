using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Deletes a part of the Machine and waits until it is gone.</summary>
internal static class PartDeletionPhase
{
    public static Phase<MachineScope> Infrastructure { get; } = new(
        DeletionSteps.Infrastructure, (scope, _) => Decide(scope.Infrastructure, ConditionReasons.WaitingForInfrastructureDeletion));

    public static Phase<MachineScope> Bootstrap { get; } = new(
        DeletionSteps.Bootstrap,
        (scope, _) => scope.Bootstrap is { } bootstrap ? Decide(bootstrap, MachineReasons.WaitingForBootstrapDeletion) : PhaseResult.Completed);

    private static PhaseResult Decide(Observed<ContractObject> part, string reason)
    {
        switch (part)
        {
            case Observed<ContractObject>.Unknown(var code, var message):
                return PhaseResult.FailWith(code, message);
            case Observed<ContractObject>.Found({ Source.IsDeleting: true } found):
                return PhaseResult.WaitFor(reason, Message(found));
            case Observed<ContractObject>.Found(var found):
                return new PhaseResult.Do(
                    [new Effect.Delete(found.Type, found.Source.Key, found.Source.Metadata.Uid, "the Machine is being deleted")])
                {
                    Message = Message(found),
                };
            default:
                return PhaseResult.Completed;
        }
    }

    private static string Message(ContractObject part) => $"Waiting for {part.Kind} to be deleted";
}
