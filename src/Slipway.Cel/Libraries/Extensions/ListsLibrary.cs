using System.Globalization;
using Slipway.Cel.Costs;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Extensions;

/// <summary>More functions of lists.</summary>
internal static class ListsLibrary
{
    private static readonly CelType[] Comparable =
        [CelType.Int, CelType.UInt, CelType.Double, CelType.Bool, CelType.Duration, CelType.Timestamp, CelType.String, CelType.Bytes];

    public static CelLibrary Instance { get; } = new("cel.lib.ext.lists")
    {
        Macros = [SortByMacro.Instance],
        Overloads =
        [
            CelOverload.Member(
                "slice",
                "list_slice",
                [Parameter.ListOfA, CelType.Int, CelType.Int],
                Parameter.ListOfA,
                static a => Slice(a.List(0), a.Int(1), a.Int(2)))
                with { ActualCost = static (_, result) => Allocation(result.Size) },
            CelOverload.Member(
                "flatten", "list_flatten", [CelType.List(Parameter.ListOfA)], Parameter.ListOfA, static a => Flatten(a.List(0), 1))
                with { ActualCost = static (_, result) => Allocation(result.Size) },
            CelOverload.Member(
                "flatten",
                "list_flatten_int",
                [CelType.ListOfDyn, CelType.Int],
                CelType.ListOfDyn,
                static a => Flatten(a.List(0), a.Int(1)))
                with { ActualCost = static (_, result) => Allocation(result.Size) },
            .. Comparable.Select(t => CelOverload.Member(
                "sort", $"list_{t.Name}_sort", [CelType.List(t)], CelType.List(t), static a => Sort(a.List(0), a.List(0)))
                with { ActualCost = static (a, _) => Comparison(a[0].Size) }),
            .. Comparable.Select(t => CelOverload.Member(
                SortByMacro.Function,
                $"list_{t.Name}_sortByAssociatedKeys",
                [Parameter.ListOfA, CelType.List(t)],
                Parameter.ListOfA,
                static a => Sort(a.List(0), a.List(1))) with { ActualCost = static (a, _) => Comparison(a[1].Size) }),
            CelOverload.Global(
                "lists.range", "lists_range", [CelType.Int], CelType.List(CelType.Int), static a => CelRangeList.Of(a.Int(0)))
                with { ActualCost = static (_, result) => Allocation(result.Size) },
            CelOverload.Member("reverse", "list_reverse", [Parameter.ListOfA], Parameter.ListOfA, static a => Reverse(a.List(0)))
                with { ActualCost = static (_, result) => Allocation(result.Size) },
            CelOverload.Member("distinct", "list_distinct", [Parameter.ListOfA], Parameter.ListOfA, static a => Distinct(a.List(0)))
                with { ActualCost = static (a, _) => Comparison(a[0].Size) },
        ],
    };

    private static ulong? Allocation(long size) => (ulong)size + StandardCosts.NewList + 1;

    // Counted as if each element were compared with each other.
    private static ulong? Comparison(long size) =>
        CelCostMath.Add(CelCostMath.Multiply(2, CelCostMath.Multiply((ulong)size, (ulong)size)), StandardCosts.NewList + 1);

    private static CelValue Slice(CelList list, long start, long end)
    {
        var problem = start < 0 || end < 0 ? "negative indexes not supported"
            : start > end ? "start index must be less than or equal to end index"
            : list.Count < end ? string.Create(CultureInfo.InvariantCulture, $"list is length {list.Count}")
            : null;
        return problem is null
            ? CelList.Of([.. Enumerable.Range((int)start, (int)(end - start)).Select(i => list[i])])
            : new CelError(string.Create(CultureInfo.InvariantCulture, $"cannot slice({start}, {end}), {problem}"));
    }

    private static CelValue Flatten(CelList list, long depth)
    {
        if (depth < 0)
        {
            return new CelError("level must be non-negative");
        }

        var result = new List<CelValue>(list.Count);
        Flatten(list, depth, result);
        return result.Count > CelLimits.MaxElements ? CelLimits.ListTooLong : CelList.Of([.. result]);
    }

    private static void Flatten(CelList list, long depth, List<CelValue> result)
    {
        for (var i = 0; i < list.Count && result.Count <= CelLimits.MaxElements; i++)
        {
            if (depth > 0 && list[i] is CelList nested)
            {
                Flatten(nested, depth - 1, result);
            }
            else
            {
                result.Add(list[i]);
            }
        }
    }

    private static CelValue Sort(CelList list, CelList keys)
    {
        if (list.Count != keys.Count)
        {
            return new CelError("@sortByAssociatedKeys() expected a list of the same size as the associated keys list, but got "
                + string.Create(CultureInfo.InvariantCulture, $"{list.Count} and {keys.Count} elements respectively"));
        }

        var order = Enumerable.Range(0, keys.Count).ToArray();
        foreach (var i in order)
        {
            if (keys[i].Kind != keys[0].Kind)
            {
                return new CelError("list elements must have the same type");
            }

            if (CelOrder.Compare(keys[i], keys[i]) is null && keys[i].Kind != CelKind.Double)
            {
                return new CelError("list elements must be comparable");
            }
        }

        var sorted = order.Order(Comparer<int>.Create((i, j) => CelOrder.Compare(keys[i], keys[j]) ?? 0));
        return CelList.Of([.. sorted.Select(i => list[i])]);
    }

    private static CelList Reverse(CelList list) => CelList.Of([.. Enumerable.Range(0, list.Count).Select(i => list[list.Count - 1 - i])]);

    private static CelList Distinct(CelList list) => CelList.Of([.. Enumerable.Range(0, list.Count).Select(i => list[i]).Distinct()]);
}
