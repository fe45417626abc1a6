using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.Objects;

/// <summary>Deletes what a provider keeps for an object, and waits until it is gone.</summary>
internal static class PartDeletion
{
    /// <summary>Completed when there is no such part.</summary>
    /// <param name="part">The part as observed; null when none is referred to.</param>
    /// <param name="owner">The kind of the object that goes, for the message.</param>
    /// <param name="reason">What the condition says while the part is there.</param>
    public static PhaseResult Decide(Observed<ContractObject>? part, string owner, string reason)
    {
        switch (part)
        {
            case Observed<ContractObject>.Unknown(var code, var message):
                return PhaseResult.FailWith(code, message);
            case Observed<ContractObject>.Found({ Source.IsDeleting: true } found):
                return PhaseResult.WaitFor(reason, Message(found));
            case Observed<ContractObject>.Found(var found):
                return new PhaseResult.Do(
                    [new Effect.Delete(found.Type, found.Source.Key, found.Source.Metadata.Uid, $"the {owner} is being deleted")])
                {
                    Message = Message(found),
                };
            default:
                return PhaseResult.Completed;
        }
    }

    private static string Message(ContractObject part) => $"Waiting for {part.Kind} to be deleted";
}
