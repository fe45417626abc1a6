using System.Collections.Immutable;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>The phases of one pass.</summary>
/// <typeparam name="TScope">What was observed.</typeparam>
/// <param name="Order">How they depend on each other.</param>
/// <param name="Phases">The phases, in the specification's order.</param>
public sealed record PhasePlan<TScope>(PhaseOrder Order, ImmutableArray<Phase<TScope>> Phases)
{
    /// <summary>Whether the engine adds no finalizer in this pass: for an object that is not to be written at all.</summary>
    public bool KeepFinalizer { get; init; }
}
