using Slipway.Cel.Costs;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>Tells estimates how large a schema's values can get.</summary>
internal sealed class RuleSizes(RuleType root) : ICelCostEstimator
{
    public CelSizeEstimate? EstimateSize(CelCostNode node)
    {
        if (node.Path is not { Count: > 0 } path)
        {
            return null;
        }

        var type = root;
        foreach (var step in path.Skip(1))
        {
            var next = step switch
            {
                "@items" or "@values" => type.Element,
                "@keys" => type.Key,
                _ => type.Field(step),
            };
            if (next is null)
            {
                return null;
            }

            type = next;
        }

        return new CelSizeEstimate(0, (ulong)type.MaxElements);
    }

    public CelCallEstimate? EstimateCall(string function, string overloadId, CelCostNode? target, IReadOnlyList<CelCostNode> arguments) =>
        null;
}
