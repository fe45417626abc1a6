namespace Slipway.Cel.Costs;

/// <summary>What a cost estimate needs to know beyond the expression.</summary>
public interface ICelCostEstimator
{
    /// <summary>The size of a string, bytes, list or map that the expression does not tell; null where it is unknown.</summary>
    CelSizeEstimate? EstimateSize(CelCostNode node);

    /// <summary>The cost of a call; null to leave it to the overload and the standard rules.</summary>
    CelCallEstimate? EstimateCall(string function, string overloadId, CelCostNode? target, IReadOnlyList<CelCostNode> arguments);
}
