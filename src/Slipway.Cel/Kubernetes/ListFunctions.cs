using Slipway.Cel.Libraries;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Kubernetes;

/// <summary><c>isSorted</c>, <c>sum</c>, <c>max</c>, <c>min</c>, <c>indexOf</c> and <c>lastIndexOf</c> of lists.</summary>
internal static class ListFunctions
{
    private static readonly (string Name, CelType Type)[] Comparable =
    [
        ("int", CelType.Int), ("uint", CelType.UInt), ("double", CelType.Double), ("bool", CelType.Bool), ("duration", CelType.Duration),
        ("timestamp", CelType.Timestamp), ("string", CelType.String), ("bytes", CelType.Bytes),
    ];

    private static readonly (string Name, CelType Type, CelValue Zero)[] Summable =
    [
        ("int", CelType.Int, CelInt.Of(0)), ("uint", CelType.UInt, CelUInt.Of(0)), ("double", CelType.Double, CelDouble.Of(0)),
        ("duration", CelType.Duration, new CelDuration(0)),
    ];

    /// <summary>The library.</summary>
    public static CelLibrary Library { get; } = new("kubernetes.lists") { Overloads = [.. Overloads()] };

    private static IEnumerable<CelOverload> Overloads()
    {
        foreach (var (name, type) in Comparable)
        {
            var list = CelType.List(type);
            yield return CelOverload.Member("isSorted", $"list_{name}_is_sorted_bool", [list], CelType.Bool, a => IsSorted((CelList)a[0]));
            yield return CelOverload.Member("max", $"list_{name}_max_{name}", [list], type, a => Best((CelList)a[0], "max", -1));
            yield return CelOverload.Member("min", $"list_{name}_min_{name}", [list], type, a => Best((CelList)a[0], "min", 1));
        }

        foreach (var (name, type, zero) in Summable)
        {
            yield return CelOverload.Member("sum", $"list_{name}_sum_{name}", [CelType.List(type)], type, a => Sum((CelList)a[0], zero));
        }

        var any = CelType.TypeParameter("A");
        yield return CelOverload.Member("indexOf", "list_a_index_of_int", [CelType.List(any), any], CelType.Int, a => IndexOf((CelList)a[0], a[1]));
        yield return CelOverload.Member(
            "lastIndexOf", "list_a_last_index_of_int", [CelType.List(any), any], CelType.Int, a => LastIndexOf((CelList)a[0], a[1]));
    }

    private static CelValue IsSorted(CelList list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i].IsError)
            {
                return list[i];
            }

            if (i > 0 && CelOrder.Compare(list[i - 1], list[i]) is var order and not (-1 or 0))
            {
                return order is 1 ? CelBool.False : CelError.NoSuchOverload;
            }
        }

        return CelBool.True;
    }

    private static CelValue Best(CelList list, string function, int worse)
    {
        CelValue? best = null;
        for (var i = 0; i < list.Count; i++)
        {
            var next = list[i];
            if (next.IsError)
            {
                return next;
            }

            if (best is null)
            {
                best = next;
            }
            else if (CelOrder.Compare(best, next) is not { } order)
            {
                return CelError.NoSuchOverload;
            }
            else if (order == worse)
            {
                best = next;
            }
        }

        return best ?? new CelError($"{function} called on empty list");
    }

    private static CelValue Sum(CelList list, CelValue zero)
    {
        var sum = zero;
        for (var i = 0; i < list.Count && !sum.IsError; i++)
        {
            sum = Add(sum, list[i]);
        }

        return sum;
    }

    private static CelValue Add(CelValue sum, CelValue next)
    {
        try
        {
            return (sum, next) switch
            {
                (CelInt a, CelInt b) => CelInt.Of(checked(a.Value + b.Value)),
                (CelUInt a, CelUInt b) => CelUInt.Of(checked(a.Value + b.Value)),
                (CelDouble a, CelDouble b) => CelDouble.Of(a.Value + b.Value),
                (CelDuration a, CelDuration b) => new CelDuration(checked(a.Nanoseconds + b.Nanoseconds)),
                (_, CelError error) => error,
                _ => CelError.NoSuchOverload,
            };
        }
        catch (OverflowException)
        {
            return new CelError(sum is CelUInt ? "unsigned integer overflow" : sum is CelDuration ? "duration overflow" : "integer overflow");
        }
    }

    private static CelInt IndexOf(CelList list, CelValue item)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i].EqualTo(item))
            {
                return CelInt.Of(i);
            }
        }

        return CelInt.Of(-1);
    }

    private static CelInt LastIndexOf(CelList list, CelValue item)
    {
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (list[i].EqualTo(item))
            {
                return CelInt.Of(i);
            }
        }

        return CelInt.Of(-1);
    }
}
