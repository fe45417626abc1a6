using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Lets the Machine go.</summary>
internal static class FinalizerPhase
{
    public static Phase<MachineScope> Instance { get; } = new(
        DeletionSteps.Finalizer, (_, _) =>
            new PhaseResult.Do([new Effect.RemoveFinalizer("all that the Machine stood for is gone")]) { Message = "Deletion completed" });
}
