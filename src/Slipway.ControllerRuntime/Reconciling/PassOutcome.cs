using System.Collections.Immutable;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>What became of a pass, for the report.</summary>
/// <param name="Phases">One outcome a phase that was asked, in order.</param>
public sealed record PassOutcome(ImmutableArray<PhaseOutcome> Phases)
{
    /// <summary>The outcome of a phase; null when it was not asked.</summary>
    public PhaseOutcome? this[string phase] => Phases.FirstOrDefault(p => p.Phase == phase);

    /// <summary>Whether any phase failed, in deciding or in applying.</summary>
    public bool Failed => Phases.Any(p => p.Result is PhaseResult.Fail || p.FailureCode is not null);
}
