using Slipway.Cel.Values;

namespace Slipway.Cel.Costs;

/// <summary>The cost of a call that was made; null to leave it to the next rule.</summary>
public delegate ulong? CelActualCost(ReadOnlySpan<CelValue> arguments, CelValue result);
