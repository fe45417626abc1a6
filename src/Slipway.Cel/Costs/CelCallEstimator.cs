namespace Slipway.Cel.Costs;

/// <summary>The cost of a call before it is made; null to leave it to the next rule.</summary>
/// <param name="estimator">Tells sizes of what the expression does not.</param>
/// <param name="target">The target of a member function.</param>
/// <param name="arguments">The arguments without the target.</param>
public delegate CelCallEstimate? CelCallEstimator(ICelCostEstimator estimator, CelCostNode? target, IReadOnlyList<CelCostNode> arguments);
