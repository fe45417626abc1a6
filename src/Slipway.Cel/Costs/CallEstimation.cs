using Slipway.Cel.Libraries;
using Slipway.Cel.Syntax;

namespace Slipway.Cel.Costs;

/// <summary>Estimates the cost of single calls.</summary>
internal sealed class CallEstimation(ICelCostEstimator estimator, SizeEstimation sizes)
{
    public CelCallEstimate Estimate(
        CelCall call, CelOverload overload, CelCostNode? target, IReadOnlyList<CelCostNode> arguments, IReadOnlyList<CelCostEstimate> costs)
    {
        var own = overload.EstimateCost?.Invoke(estimator, target, arguments)
            ?? estimator.EstimateCall(call.Function, overload.Id, target, arguments);
        switch (own, overload.Id)
        {
            case (null, "logical_or" or "logical_and"):
                return new CelCallEstimate(new CelCostEstimate(costs[0].Min, costs[0].Add(costs[1]).Max));
            case (null, "conditional"):
                return Conditional(call, arguments, costs);
        }

        var estimate = own ?? Standard(call, overload.Id, target, arguments);
        return estimate with { Cost = costs.Aggregate(estimate.Cost, (sum, c) => sum.Add(c)) };
    }

    private static CelSizeEstimate SizeOf(CelCostNode node) => node.ComputedSize ?? CelSizeEstimate.Unknown;

    private static CelCallEstimate Traverse(CelSizeEstimate size, CelSizeEstimate? result = null) =>
        new(size.MultiplyByCostFactor(StandardCosts.StringTraversal), result);

    private CelCallEstimate Conditional(CelCall call, IReadOnlyList<CelCostNode> arguments, IReadOnlyList<CelCostEstimate> costs)
    {
        var (first, second) = (sizes.EntryOf(arguments[1].Expression), sizes.EntryOf(arguments[2].Expression));
        sizes.SetEntry(call, first is null || second is null ? null : first.Union(second));
        return new CelCallEstimate(costs[0].Add(costs[1].Union(costs[2])), SizeOf(arguments[1]).Union(SizeOf(arguments[2])));
    }

    private CelCallEstimate Standard(CelCall call, string overloadId, CelCostNode? target, IReadOnlyList<CelCostNode> arguments)
    {
        switch (overloadId)
        {
            case "string_format" when target is not null:
                return Traverse(SizeOf(target));
            case "string_to_bytes":
                var text = SizeOf(arguments[0]);
                return Traverse(text, new CelSizeEstimate(text.Min, unchecked(text.Max * 4)));
            case "bytes_to_string":
                var bytes = SizeOf(arguments[0]);
                return Traverse(bytes, new CelSizeEstimate(bytes.Min / 4, bytes.Max));
            case "strings_quote":
                var quoted = SizeOf(arguments[0]);
                return Traverse(quoted, new CelSizeEstimate(quoted.Min + 2, unchecked((quoted.Max * 2) + 2)));
            case "starts_with_string" or "ends_with_string":
                return Traverse(SizeOf(arguments[0]));
            case "in_list":
                return new CelCallEstimate(SizeOf(arguments[1]).MultiplyByCostFactor(1));
            case "matches_string" when target is not null:
                var searched = SizeOf(target).Add(CelSizeEstimate.Fixed(1)).MultiplyByCostFactor(StandardCosts.StringTraversal);
                return new CelCallEstimate(searched.Multiply(SizeOf(arguments[0]).MultiplyByCostFactor(StandardCosts.RegexLength)));
            case "contains_string" when target is not null:
                return new CelCallEstimate(Traverse(SizeOf(target)).Cost.Multiply(Traverse(SizeOf(arguments[0])).Cost));
            case "add_string" or "add_bytes" or "add_list":
                return Sum(call, overloadId, arguments);
            case "less_string" or "greater_string" or "less_equals_string" or "greater_equals_string"
                or "less_bytes" or "greater_bytes" or "less_equals_bytes" or "greater_equals_bytes" or "equals" or "not_equals":
                var most = Math.Min(SizeOf(arguments[0]).Max, SizeOf(arguments[1]).Max);
                return Traverse(new CelSizeEstimate(most > 0 ? 1UL : 0, most));
            default:
                return new CelCallEstimate(CelCostEstimate.Fixed(1));
        }
    }

    private CelCallEstimate Sum(CelCall call, string overloadId, IReadOnlyList<CelCostNode> arguments)
    {
        var size = SizeOf(arguments[0]).Add(SizeOf(arguments[1]));
        var (first, second) = (sizes.EntryOf(arguments[0].Expression), sizes.EntryOf(arguments[1].Expression));
        sizes.SetEntry(call, first is null || second is null ? null : first.Union(second));
        return overloadId == "add_list" ? new CelCallEstimate(CelCostEstimate.Fixed(1), size) : Traverse(size, size);
    }
}
