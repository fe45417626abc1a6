using Slipway.Cel.Costs;

namespace Slipway.Cel.Tests.Costs;

/// <summary>An estimator that knows the greatest sizes of some paths.</summary>
internal sealed class Sizes(params (string Path, ulong Max)[] sizes) : ICelCostEstimator
{
    public CelSizeEstimate? EstimateSize(CelCostNode node)
    {
        var path = string.Join('.', node.Path ?? []);
        foreach (var (known, max) in sizes)
        {
            if (known == path)
            {
                return new CelSizeEstimate(0, max);
            }
        }

        return null;
    }

    public CelCallEstimate? EstimateCall(string function, string overloadId, CelCostNode? target, IReadOnlyList<CelCostNode> arguments) =>
        null;
}
