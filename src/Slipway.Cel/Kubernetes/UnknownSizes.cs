using Slipway.Cel.Costs;

namespace Slipway.Cel.Kubernetes;

/// <summary>Knows nothing of sizes.</summary>
internal sealed class UnknownSizes : ICelCostEstimator
{
    public CelSizeEstimate? EstimateSize(CelCostNode node) => null;

    public CelCallEstimate? EstimateCall(string function, string overloadId, CelCostNode? target, IReadOnlyList<CelCostNode> arguments) =>
        null;
}
