using Slipway.Cel.Syntax;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Standard;

/// <summary>Logic and the operators that the evaluator does itself; these are here for their types.</summary>
internal static class LogicFunctions
{
    public static IEnumerable<CelOverload> All { get; } =
    [
        Typed(CelOperators.Conditional, "conditional", [CelType.Bool, Parameter.A, Parameter.A], Parameter.A),
        Typed(CelOperators.LogicalAnd, "logical_and", [CelType.Bool, CelType.Bool], CelType.Bool),
        Typed(CelOperators.LogicalOr, "logical_or", [CelType.Bool, CelType.Bool], CelType.Bool),
        CelOverload.Global(CelOperators.LogicalNot, "logical_not", [CelType.Bool], CelType.Bool, static a => CelBool.Of(!a.Bool(0))),
        CelOverload.Global(
            CelOperators.NotStrictlyFalse,
            "not_strictly_false",
            [CelType.Bool],
            CelType.Bool,
            static a => a[0] as CelBool ?? CelBool.True) with { IsStrict = false },
        Typed(CelOperators.Index, "index_list", [Parameter.ListOfA, CelType.Int], Parameter.A),
        Typed(CelOperators.Index, "index_map", [Parameter.MapOfAToB, Parameter.A], Parameter.B),
    ];

    /// <summary>A signature whose calls the evaluator does itself.</summary>
    public static CelOverload Typed(
        string function, string id, System.Collections.Immutable.ImmutableArray<CelType> parameters, CelType result) =>
        CelOverload.Global(function, id, parameters, result, static _ => CelError.NoSuchOverload);
}
