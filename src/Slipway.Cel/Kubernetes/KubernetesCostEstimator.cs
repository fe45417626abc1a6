using Slipway.Cel.Costs;
using Slipway.Cel.Syntax;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Kubernetes;

/// <summary>
/// Estimates what calls cost in Kubernetes, where that differs from the language. Which rules a definition may have depends on each
/// number here, so all are kube-apiserver's.
/// </summary>
/// <param name="sizes">Tells sizes of what an expression does not.</param>
internal sealed class KubernetesCostEstimator(ICelCostEstimator sizes) : ICelCostEstimator
{
    private const double Traversal = KubernetesCosts.Traversal;

    private static readonly CelCallEstimate One = new(CelCostEstimate.Fixed(1));

    // The bytes of an address.
    private static readonly CelSizeEstimate Address = new(4, 16);

    public CelSizeEstimate? EstimateSize(CelCostNode node) => sizes.EstimateSize(node);

    public CelCallEstimate? EstimateCall(string function, string overloadId, CelCostNode? target, IReadOnlyList<CelCostNode> arguments)
    {
        if (sizes.EstimateCall(function, overloadId, target, arguments) is { } given)
        {
            return given;
        }

        switch (function)
        {
            case "check":
                return new CelCallEstimate(CelCostEstimate.Fixed(KubernetesCosts.AuthorizationCheck));
            case "serviceAccount" or "path" or "group" or "resource" or "subresource" or "namespace" or "name" or "allowed" or "reason" or "error"
                or "errored" or "masked" or "prefixLength" or "family" or "isUnspecified" or "isLoopback" or "isLinkLocalMulticast"
                or "isLinkLocalUnicast" or "isGlobalUnicast" or "format.named" or "sign" or "asInteger" or "isInteger" or "asApproximateFloat"
                or "isGreaterThan" or "isLessThan" or "compareTo" or "add" or "sub" or "major" or "minor" or "patch" or "getScheme"
                or "getHostname" or "getHost" or "getPort" or "getEscapedPath" or "getQuery":
                return One;
            case "fieldSelector" or "labelSelector" when arguments.Count == 1:
                return new CelCallEstimate(Selector(Size(arguments[0])));
            case "isSorted" or "sum" or "max" or "min" or "indexOf" or "lastIndexOf" when target is not null:
                return new CelCallEstimate(OverList(target));
            case "url" when arguments.Count == 1:
                return Scan(Size(arguments[0]), keepsSize: true);
            case "lowerAscii" or "upperAscii" or "substring" or "trim" when target is not null:
                return Scan(Size(target), keepsSize: true);
            case "cidr" or "isIP" or "isCIDR" or "quantity" or "isQuantity" or "semver" or "isSemver" when arguments.Count >= 1:
                return Scan(Size(arguments[0]), keepsSize: false);
            case "ip":
                return overloadId == "cidr_ip" ? One : arguments.Count >= 1 ? Scan(Size(arguments[0]), keepsSize: false) : null;
            case "ip.isCanonical" when arguments.Count >= 1:
                return new CelCallEstimate(Size(arguments[0]).MultiplyByCostFactor(2 * Traversal));
            case "replace" when target is not null && arguments.Count >= 2:
                return Replace(Size(target), Size(arguments[0]), Size(arguments[1]));
            case "split" when target is not null:
                return Split(Size(target), arguments);
            case "join" when target is not null:
                return Join(target, arguments);
            case "find" or "findAll" when target is not null && arguments.Count >= 1:
                return Find(Size(target), Size(arguments[0]));
            case "containsIP" or "containsCIDR" when arguments.Count >= 1:
                return new CelCallEstimate(Contains(overloadId, arguments[0]));
            case "validate" when arguments.Count >= 1:
                return new CelCallEstimate(Size(arguments[0]).MultiplyByCostFactor(Traversal).MultiplyByCostFactor(128 * KubernetesCosts.PatternCharacter));
            case "_==_" when arguments.Count == 2 && arguments[0].Type.Equals(arguments[1].Type):
                return Equality(arguments[1]);
            default:
                return null;
        }
    }

    private static CelCallEstimate? Equality(CelCostNode right)
    {
        var type = right.Type;
        if (type.Equals(KubernetesTypes.Format))
        {
            return new CelCallEstimate(new CelCostEstimate(1, 64).MultiplyByCostFactor(Traversal));
        }

        if (type.Equals(KubernetesTypes.Url))
        {
            return new CelCallEstimate(new CelCostEstimate(1, right.ComputedSize?.Max ?? 1).MultiplyByCostFactor(Traversal));
        }

        return type.Equals(KubernetesTypes.Ip) || type.Equals(KubernetesTypes.Cidr) || type.Equals(KubernetesTypes.Quantity)
            || type.Equals(KubernetesTypes.Semver) || type.Equals(KubernetesTypes.Authorizer) || type.Equals(KubernetesTypes.PathCheck)
            || type.Equals(KubernetesTypes.GroupCheck) || type.Equals(KubernetesTypes.ResourceCheck) || type.Equals(KubernetesTypes.Decision)
                ? One
                : null;
    }

    private static CelCallEstimate Scan(CelSizeEstimate size, bool keepsSize) =>
        new(size.MultiplyByCostFactor(Traversal), keepsSize ? size : null);

    private static CelCostEstimate Selector(CelSizeEstimate length)
    {
        var requirements = length.MultiplyByCostFactor(0.5).MultiplyByCostFactor(50);
        return CelCostEstimate.Fixed(10).Add(length.MultiplyByCostFactor(Traversal)).Add(requirements);
    }

    private static CelCallEstimate Find(CelSizeEstimate text, CelSizeEstimate pattern)
    {
        var cost = text.Add(CelSizeEstimate.Fixed(1)).MultiplyByCostFactor(Traversal)
            .Multiply(pattern.MultiplyByCostFactor(KubernetesCosts.PatternCharacter));
        return new CelCallEstimate(cost, new CelSizeEstimate(0, text.Max));
    }

    private static CelCallEstimate Split(CelSizeEstimate text, IReadOnlyList<CelCostNode> arguments)
    {
        var most = arguments.Count > 1 && arguments[1].Expression is CelLiteral { Value: CelInt limit } ? unchecked((ulong)limit.Value) : text.Max;
        return new CelCallEstimate(text.MultiplyByCostFactor(2 * Traversal), new CelSizeEstimate(0, most));
    }

    // The longest outcome replaces the shortest text by the longest as often as can be; the shortest one the other way round.
    private static CelCallEstimate Replace(CelSizeEstimate text, CelSizeEstimate from, CelSizeEstimate to)
    {
        var (mostTimes, mostKept) = from.Min == 0 ? (text.Max < ulong.MaxValue ? text.Max + 1 : text.Max, text.Max)
            : to.Max <= from.Min ? (0UL, text.Max)
            : (Divide(text.Max, from.Min), 0UL);
        var (leastTimes, leastKept) = from.Max == 0 ? (text.Min < ulong.MaxValue ? text.Min + 1 : text.Min, text.Min)
            : from.Max <= to.Min ? (0UL, text.Min)
            : (Divide(text.Min, from.Max), 0UL);
        var size = new CelSizeEstimate(leastTimes, mostTimes).Multiply(to).Add(new CelSizeEstimate(leastKept, mostKept));
        return new CelCallEstimate(text.MultiplyByCostFactor(2 * Traversal), size);
    }

    private static ulong Divide(ulong a, ulong b)
    {
        var quotient = Math.Ceiling((double)a / b);
        return quotient >= ulong.MaxValue ? ulong.MaxValue : (ulong)quotient;
    }

    private static CelCostNode? ItemOf(CelCostNode list) => list.Type.Parameters is [var item, ..]
        ? new CelCostNode(list.Expression, item, list.Path is { } path ? [.. path, "@items"] : null, ComputedSize: null)
        : null;

    private CelCallEstimate Join(CelCostNode list, IReadOnlyList<CelCostNode> arguments)
    {
        var count = Size(list);
        var size = ItemOf(list) is { } item ? count.Multiply(Size(item)) : new CelSizeEstimate(0, 0);
        if (arguments.Count > 0)
        {
            size = size.Add(Size(arguments[0]).Multiply(new CelSizeEstimate(count.Min > 0 ? count.Min - 1 : 0, count.Max > 0 ? count.Max - 1 : 0)));
        }

        return Scan(size, keepsSize: true);
    }

    private CelCostEstimate OverList(CelCostNode target)
    {
        // A string has an indexOf, too.
        if (ItemOf(target) is not { } item)
        {
            return Size(target).MultiplyByCostFactor(Traversal);
        }

        var each = CelCostEstimate.Fixed(1);
        if (item.Type.Kind is CelKind.String or CelKind.Bytes)
        {
            each = each.Add(Size(item).MultiplyByCostFactor(Traversal));
        }

        return Size(target).MultiplyByCost(each);
    }

    private CelCostEstimate Contains(string overloadId, CelCostNode other)
    {
        var cost = Address.Add(Address).MultiplyByCostFactor(Traversal);
        if (overloadId.StartsWith("cidr_contains_cidr", StringComparison.Ordinal))
        {
            cost = cost.Add(Address.MultiplyByCostFactor(Traversal)).Add(CelCostEstimate.Fixed(1));
        }

        return overloadId.EndsWith("_string", StringComparison.Ordinal) ? cost.Add(Size(other).MultiplyByCostFactor(Traversal)) : cost;
    }

    private CelSizeEstimate Size(CelCostNode node) => node.ComputedSize ?? sizes.EstimateSize(node) ?? CelSizeEstimate.Unknown;
}
