using System.Collections.Immutable;
using Slipway.ControllerRuntime.Errors;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>What a phase decided.</summary>
public abstract record PhaseResult
{
    private PhaseResult()
    {
    }

    /// <summary>The phase has nothing left to do.</summary>
    public static PhaseResult Completed { get; } = new Done();

    /// <summary>Writes are wanted.</summary>
    public static PhaseResult Want(params ImmutableArray<Effect> effects) => new Do(effects);

    /// <summary>Done once these have been written; done already when all are null, or when there are none.</summary>
    public static PhaseResult DoneAfter(params IEnumerable<Effect?> effects)
    {
        ImmutableArray<Effect> wanted = [.. effects.OfType<Effect>()];
        return wanted.IsEmpty ? Completed : Want(wanted);
    }

    /// <summary>Something outside must happen first.</summary>
    public static PhaseResult WaitFor(string reason, string message, TimeSpan? recheck = null) => new Wait(reason, message, recheck);

    /// <summary>The phase cannot go on.</summary>
    public static PhaseResult FailWith(ErrorCode code, string message) => new Fail(code, message);

    /// <summary>Nothing left to do.</summary>
    public sealed record Done : PhaseResult
    {
        /// <summary>
        /// What people are told of it. A phase tells it once: it decides by the status as stored or, in a sequence, by what later steps have
        /// done.
        /// </summary>
        public ImmutableArray<Effect.Emit> Events { get; init; } = [];
    }

    /// <summary>These effects are wanted, in this order.</summary>
    /// <param name="Effects">The effects.</param>
    public sealed record Do(ImmutableArray<Effect> Effects) : PhaseResult
    {
        /// <summary>When to look again even if nothing is seen to change; null for never.</summary>
        public TimeSpan? Recheck { get; init; }

        /// <summary>What conditions say meanwhile; empty for nothing.</summary>
        public string Message { get; init; } = "";
    }

    /// <summary>Waiting for something that a watch will tell of, or that is looked at again after <paramref name="Recheck"/>.</summary>
    /// <param name="Reason">The reason in CamelCase, as conditions show it.</param>
    /// <param name="Message">What is awaited, and from whom.</param>
    /// <param name="Recheck">When to look again; null when a watch tells.</param>
    public sealed record Wait(string Reason, string Message, TimeSpan? Recheck) : PhaseResult;

    /// <summary>The phase failed; the key comes back with a growing delay.</summary>
    /// <param name="Code">The class of the failure.</param>
    /// <param name="Message">What a person should know.</param>
    public sealed record Fail(ErrorCode Code, string Message) : PhaseResult
    {
        /// <summary>What people are told of it, each time.</summary>
        public ImmutableArray<Effect.Emit> Events { get; init; } = [];
    }
}
