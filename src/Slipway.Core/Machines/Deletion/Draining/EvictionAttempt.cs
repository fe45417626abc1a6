namespace Slipway.Core.Machines.Deletion.Draining;

/// <summary>An eviction that was asked for.</summary>
/// <param name="At">When.</param>
/// <param name="Refusal">Why it was refused; null when it was not.</param>
internal sealed record EvictionAttempt(DateTimeOffset At, string? Refusal);
