namespace Slipway.Core.Objects;

/// <summary>Something that was asked for.</summary>
/// <param name="At">When.</param>
/// <param name="Refusal">Why it was refused; null when it was not.</param>
internal sealed record RequestOutcome(DateTimeOffset At, string? Refusal);
