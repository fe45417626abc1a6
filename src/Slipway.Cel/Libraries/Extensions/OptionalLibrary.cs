using Slipway.Cel.Libraries.Standard;
using Slipway.Cel.Macros;
using Slipway.Cel.Syntax;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Extensions;

/// <summary>Optional values.</summary>
internal static class OptionalLibrary
{
    private static readonly CelType A = Parameter.A;
    private static readonly CelType OptionalOfA = Parameter.OptionalOfA;
    private static readonly CelType ListOfOptionals = CelType.List(OptionalOfA);
    private static readonly CelType OptionalOfList = CelType.Optional(Parameter.ListOfA);
    private static readonly CelType OptionalOfMap = CelType.Optional(Parameter.MapOfAToB);
    private static readonly CelType OptionalOfB = CelType.Optional(Parameter.B);

    private static readonly CelError Dereference = new("optional.none() dereference");

    public static CelLibrary Instance { get; } = new("cel.lib.optional")
    {
        OptionalSyntax = true,
        Types = [CelType.Optional(CelType.Dyn)],
        Macros = [BindingMacros.OptionalMap, BindingMacros.OptionalFlatMap],
        Overloads =
        [
            CelOverload.Global("optional.of", "optional_of", [A], OptionalOfA, static a => CelOptional.Of(a[0])),
            CelOverload.Global(
                "optional.ofNonZeroValue",
                "optional_ofNonZeroValue",
                [A],
                OptionalOfA,
                static a => IsZero(a[0]) ? CelOptional.None : CelOptional.Of(a[0])),
            CelOverload.Global("optional.none", "optional_none", [], OptionalOfA, static _ => CelOptional.None),
            CelOverload.Member("value", "optional_value", [OptionalOfA], A, static a => ((CelOptional)a[0]).Value ?? Dereference),
            CelOverload.Member(
                "hasValue",
                "optional_hasValue",
                [OptionalOfA],
                CelType.Bool,
                static a => CelBool.Of(((CelOptional)a[0]).Value is not null)),
            LogicFunctions.Typed("or", "optional_or_optional", [OptionalOfA, OptionalOfA], OptionalOfA) with { IsMember = true },
            LogicFunctions.Typed("orValue", "optional_orValue_value", [OptionalOfA, A], A) with { IsMember = true },
            LogicFunctions.Typed(CelOperators.OptionalSelect, "select_optional_field", [CelType.Dyn, CelType.String], OptionalOfA),
            LogicFunctions.Typed(CelOperators.OptionalIndex, "list_optindex_optional_int", [Parameter.ListOfA, CelType.Int], OptionalOfA),
            LogicFunctions.Typed(
                CelOperators.OptionalIndex, "optional_list_optindex_optional_int", [OptionalOfList, CelType.Int], OptionalOfA),
            LogicFunctions.Typed(CelOperators.OptionalIndex, "map_optindex_optional_value", [Parameter.MapOfAToB, A], OptionalOfB),
            LogicFunctions.Typed(CelOperators.OptionalIndex, "optional_map_optindex_optional_value", [OptionalOfMap, A], OptionalOfB),
            LogicFunctions.Typed(CelOperators.Index, "optional_list_index_int", [OptionalOfList, CelType.Int], OptionalOfA),
            LogicFunctions.Typed(CelOperators.Index, "optional_map_index_value", [OptionalOfMap, A], OptionalOfB),
            CelOverload.Member("first", "list_first", [Parameter.ListOfA], OptionalOfA, static a => At(a.List(0), 0)),
            CelOverload.Member("last", "list_last", [Parameter.ListOfA], OptionalOfA, static a => At(a.List(0), a.List(0).Count - 1)),
            CelOverload.Global("optional.unwrap", "optional_unwrap", [ListOfOptionals], Parameter.ListOfA, static a => Unwrap(a.List(0))),
            CelOverload.Member("unwrapOpt", "optional_unwrapOpt", [ListOfOptionals], Parameter.ListOfA, static a => Unwrap(a.List(0))),
        ],
    };

    private static CelOptional At(CelList list, int index) =>
        index >= 0 && index < list.Count ? CelOptional.Of(list[index]) : CelOptional.None;

    private static CelValue Unwrap(CelList list)
    {
        var values = new List<CelValue>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not CelOptional optional)
            {
                return new CelError($"value {list[i]} is not optional");
            }

            if (optional.Value is not null)
            {
                values.Add(optional.Value);
            }
        }

        return CelList.Of([.. values]);
    }

    private static bool IsZero(CelValue value) => value switch
    {
        CelNull => true,
        CelBool v => !v.Value,
        CelInt v => v.Value == 0,
        CelUInt v => v.Value == 0,
        CelDouble v => v.Value == 0,
        CelDuration v => v.Nanoseconds == 0,
        CelTimestamp v => v is { Seconds: CelTimestamp.MinSeconds, Nanos: 0 },
        CelObject v => v.IsZero,
        CelString or CelBytes or CelList or CelMap => value.Size == 0,
        _ => false,
    };
}
