namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>An effect that was tried.</summary>
/// <param name="Phase">The phase that wanted it.</param>
/// <param name="Effect">The effect.</param>
/// <param name="Error">Why it did not succeed; null when it did.</param>
public sealed record AppliedEffect(string Phase, Effect Effect, string? Error);
