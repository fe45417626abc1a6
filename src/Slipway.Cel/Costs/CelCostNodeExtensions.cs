namespace Slipway.Cel.Costs;

/// <summary>Sizes of nodes.</summary>
public static class CelCostNodeExtensions
{
    /// <summary>The size that the expression tells, else the one that the estimator tells, else unknown.</summary>
    public static CelSizeEstimate SizeBy(this CelCostNode node, ICelCostEstimator estimator)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(estimator);
        return node.ComputedSize ?? estimator.EstimateSize(node) ?? CelSizeEstimate.Unknown;
    }
}
