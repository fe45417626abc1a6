using Slipway.ControllerRuntime.Errors;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>What the controller must know of a finished pass, to bring the key back at the right time.</summary>
internal sealed record PassResult
{
    /// <summary>The object does not exist any more.</summary>
    public bool Gone { get; init; }

    /// <summary>What failed first; null when nothing did.</summary>
    public Failure? Failure { get; init; }

    /// <summary>When to look again even if nothing is seen to change.</summary>
    public TimeSpan? Recheck { get; init; }

    /// <summary>Whether another pass has to follow: this one applied effects, or met a newer version than it had read.</summary>
    public bool Again { get; init; }

    /// <summary>Whether a write is known to have changed something, so that passes go forward.</summary>
    public bool Changed { get; init; }

    /// <summary>What must be seen before the key is reconciled again.</summary>
    public IReadOnlyList<AwaitedWrite> Awaited { get; init; } = [];
}
