using Slipway.ControllerRuntime.Errors;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>What became of one phase in one pass.</summary>
/// <param name="Phase">The phase's name.</param>
/// <param name="Result">What it decided.</param>
public sealed record PhaseOutcome(string Phase, PhaseResult Result)
{
    /// <summary>The code of the effect that failed while the decision was applied; null when none did.</summary>
    public ErrorCode? FailureCode { get; init; }

    /// <summary>What a person should know of that failure.</summary>
    public string? FailureMessage { get; init; }
}
