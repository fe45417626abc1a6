using System.Collections.Immutable;
using Slipway.ControllerRuntime.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>What one pass saw, decided and did.</summary>
/// <param name="Controller">The controller's name.</param>
/// <param name="Key">The reconciled object.</param>
public sealed record ReconcileTrace(string Controller, ObjectKey Key)
{
    /// <summary>The resourceVersion decided on; null when the object was gone or could not be read.</summary>
    public string? Version { get; init; }

    /// <summary>What the phases decided and what came of it.</summary>
    public PassOutcome Outcome { get; init; } = new([]);

    /// <summary>The effects that were tried, in order.</summary>
    public ImmutableArray<AppliedEffect> Effects { get; init; } = [];

    /// <summary>Whether the status was written.</summary>
    public bool StatusWritten { get; init; }

    /// <summary>Whether something was refused because it has changed since it was read: the pass is repeated.</summary>
    public bool WasStale { get; init; }

    /// <summary>The code of the first failure; null when nothing failed.</summary>
    public ErrorCode? FailureCode { get; init; }

    /// <summary>What a person should know of that failure.</summary>
    public string? FailureMessage { get; init; }

    /// <summary>How long the pass took.</summary>
    public TimeSpan Duration { get; init; }
}
