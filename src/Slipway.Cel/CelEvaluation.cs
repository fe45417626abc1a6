using Slipway.Cel.Values;

namespace Slipway.Cel;

/// <summary>The outcome of an evaluation.</summary>
/// <param name="Value">The value; a <see cref="CelError"/> where it failed.</param>
/// <param name="Cost">What it cost, also where it failed.</param>
public readonly record struct CelEvaluation(CelValue Value, ulong Cost);
