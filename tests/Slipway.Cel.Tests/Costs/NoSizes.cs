using Slipway.Cel.Costs;

namespace Slipway.Cel.Tests.Costs;

/// <summary>An estimator that knows nothing.</summary>
internal sealed class NoSizes : ICelCostEstimator
{
    public CelSizeEstimate? EstimateSize(CelCostNode node) => null;

    public CelCallEstimate? EstimateCall(string function, string overloadId, CelCostNode? target, IReadOnlyList<CelCostNode> arguments) =>
        null;
}
