namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>One step of a specification: decides from what was observed, and does nothing else.</summary>
/// <typeparam name="TScope">What was observed.</typeparam>
/// <param name="Name">The phase's name, as traces and plans show it.</param>
/// <param name="Decide">A pure function of the scope and the time.</param>
public sealed record Phase<TScope>(string Name, Func<TScope, DateTimeOffset, PhaseResult> Decide);
