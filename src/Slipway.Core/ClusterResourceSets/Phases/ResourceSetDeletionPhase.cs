using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Core.ClusterResourceSets.Phases;

/// <summary>Takes the set out of every binding that tells of it. What it applied stays in the clusters.</summary>
internal static class ResourceSetDeletionPhase
{
    public static Phase<ResourceSetScope> Instance { get; } = new("Deletion", (scope, _) => Decide(scope));

    public static PhaseResult Decide(ResourceSetScope scope) => PhaseResult.Want(
    [
        .. scope.Bindings.Select(b => BindingChange.Withdraw(scope.Set, b)).OfType<Effect>(),
        new Effect.RemoveFinalizer("no binding tells of the set any more"),
    ]);
}
