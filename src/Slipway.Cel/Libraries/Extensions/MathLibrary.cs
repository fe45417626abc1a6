using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Extensions;

/// <summary>Mathematics.</summary>
internal static class MathLibrary
{
    private static readonly (string Name, CelType Type)[] Numbers =
        [("double", CelType.Double), ("int", CelType.Int), ("uint", CelType.UInt)];

    private static readonly CelError Overflow = new("integer overflow");

    public static CelLibrary Instance { get; } = new("cel.lib.ext.math")
    {
        Macros = [MathMacros.Least, MathMacros.Greatest],
        Overloads =
        [
            .. Extreme(MathMacros.MinFunction, static order => order > 0),
            .. Extreme(MathMacros.MaxFunction, static order => order < 0),
            Round("ceil", Math.Ceiling),
            Round("floor", Math.Floor),
            Round("round", static d => Math.Round(d, MidpointRounding.AwayFromZero)),
            Round("trunc", Math.Truncate),
            Test("isInf", double.IsInfinity),
            Test("isNaN", double.IsNaN),
            Test("isFinite", double.IsFinite),
            Of("abs", "double", CelType.Double, static v => CelDouble.Of(Math.Abs(((CelDouble)v).Value))),
            Of("abs", "int", CelType.Int, static v => ((CelInt)v).Value is not long.MinValue and var i ? CelInt.Of(Math.Abs(i)) : Overflow),
            Of("abs", "uint", CelType.UInt, static v => v),
            Of(
                "sign",
                "double",
                CelType.Double,
                static v => ((CelDouble)v).Value is var d && double.IsNaN(d) ? v : CelDouble.Of(Math.Sign(d))),
            Of("sign", "int", CelType.Int, static v => CelInt.Of(Math.Sign(((CelInt)v).Value))),
            Of("sign", "uint", CelType.UInt, static v => CelUInt.Of(((CelUInt)v).Value == 0 ? 0UL : 1)),
            .. Numbers.Select(
                n => CelOverload.Global("math.sqrt", $"math_sqrt_{n.Name}", [n.Type], CelType.Double, static a => Root(a[0]))),
            .. BitFunctions.All,
        ],
    };

    private static CelOverload Round(string name, Func<double, double> round) =>
        Of(name, "double", CelType.Double, v => CelDouble.Of(round(((CelDouble)v).Value)));

    private static CelOverload Test(string name, Func<double, bool> test) =>
        CelOverload.Global($"math.{name}", $"math_{name}_double", [CelType.Double], CelType.Bool, a => CelBool.Of(test(a.Double(0))));

    private static CelOverload Of(string name, string typeName, CelType type, Func<CelValue, CelValue> implementation) =>
        CelOverload.Global($"math.{name}", $"math_{name}_{typeName}", [type], type, a => implementation(a[0]));

    private static CelDouble Root(CelValue value) => CelDouble.Of(Math.Sqrt(value switch
    {
        CelInt i => i.Value,
        CelUInt u => u.Value,
        _ => ((CelDouble)value).Value,
    }));

    private static IEnumerable<CelOverload> Extreme(string function, Func<int, bool> prefersSecond)
    {
        var id = function.Replace('.', '_');
        foreach (var (name, type) in Numbers)
        {
            yield return CelOverload.Global(function, $"{id}_{name}", [type], type, static a => a[0]);
            yield return CelOverload.Global(
                function, $"{id}_list_{name}", [CelType.List(type)], type, a => OfList(function, a.List(0), prefersSecond));
            foreach (var (otherName, otherType) in Numbers)
            {
                yield return CelOverload.Global(
                    function,
                    $"{id}_{name}_{otherName}",
                    [type, otherType],
                    type.Equals(otherType) ? type : CelType.Dyn,
                    a => OfPair(function, a[0], a[1], prefersSecond));
            }
        }
    }

    private static CelValue OfPair(string function, CelValue first, CelValue second, Func<int, bool> prefersSecond)
    {
        if (!CelNumbers.IsNumber(first) || !CelNumbers.IsNumber(second))
        {
            return new CelError($"no such overload: {function}");
        }

        return CelNumbers.Compare(first, second) is { } order
            ? prefersSecond(order) ? second : first
            : new CelError($"{CelOrder.NotOrdered.Message}: {function}");
    }

    private static CelValue OfList(string function, CelList list, Func<int, bool> prefersSecond)
    {
        if (list.Count == 0)
        {
            return new CelError($"{function}(list) argument must not be empty");
        }

        var best = list[0];
        for (var i = 0; i < list.Count && !best.IsError; i++)
        {
            best = OfPair(function, best, list[i], prefersSecond);
        }

        return best;
    }
}
