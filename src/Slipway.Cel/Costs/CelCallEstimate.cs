namespace Slipway.Cel.Costs;

/// <summary>The estimate of a call.</summary>
/// <param name="Cost">Its cost, without that of the arguments.</param>
/// <param name="ResultSize">The size of its result; null where it has none or it is unknown.</param>
public sealed record CelCallEstimate(CelCostEstimate Cost, CelSizeEstimate? ResultSize = null);
