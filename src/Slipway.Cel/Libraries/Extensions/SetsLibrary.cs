using Slipway.Cel.Costs;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Extensions;

/// <summary>Lists as sets.</summary>
internal static class SetsLibrary
{
    public static CelLibrary Instance { get; } = new("cel.lib.ext.sets")
    {
        Overloads =
        [
            Pair("contains", 1, Contains),
            Pair("equivalent", 2, static (a, b) => Contains(a, b) && Contains(b, a)),
            Pair("intersects", 1, Intersects),
        ],
    };

    // Each element of one list may be compared with each of the other, as many times as the factor says.
    private static CelOverload Pair(string name, double factor, Func<CelList, CelList, bool> test) =>
        CelOverload.Global(
            $"sets.{name}",
            $"list_sets_{name}_list",
            [Parameter.ListOfA, Parameter.ListOfA],
            CelType.Bool,
            a => CelBool.Of(test(a.List(0), a.List(1)))) with
        {
            ActualCost = (a, _) => 1 + (ulong)((ulong)a[0].Size * (ulong)a[1].Size * factor),
            EstimateCost = (estimator, _, a) => new CelCallEstimate(
                a[0].SizeBy(estimator).Multiply(a[1].SizeBy(estimator)).MultiplyByCostFactor(factor).Add(CelCostEstimate.Fixed(1))),
        };

    private static bool Contains(CelList list, CelList part)
    {
        var contains = Lookup(list, part.Count);
        for (var i = 0; i < part.Count; i++)
        {
            if (!contains(part[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Intersects(CelList a, CelList b)
    {
        var contains = Lookup(b, a.Count);
        for (var i = 0; i < a.Count; i++)
        {
            if (contains(a[i]))
            {
                return true;
            }
        }

        return false;
    }

    // A set pays where many are looked up in many.
    private static Func<CelValue, bool> Lookup(CelList list, int lookups)
    {
        const long FewComparisons = 256;
        return (long)list.Count * lookups <= FewComparisons
            ? list.Contains
            : new HashSet<CelValue>(Enumerable.Range(0, list.Count).Select(i => list[i])).Contains;
    }
}
