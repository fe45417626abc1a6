using Slipway.Cel.Syntax;
using Slipway.Cel.Values;

namespace Slipway.Cel.Macros;

/// <summary>The comprehensions that macros become. <c>second</c> is the second variable, null where there is only one.</summary>
internal static class Folds
{
    public static CelExpr All(CelMacroContext context, CelExpr range, string first, string? second, CelExpr predicate)
    {
        var initial = context.Literal(CelBool.True);
        var condition = context.Call(CelOperators.NotStrictlyFalse, context.Accumulator());
        var step = context.Call(CelOperators.LogicalAnd, context.Accumulator(), predicate);
        return Fold(context, range, first, second, initial, condition, step, context.Accumulator());
    }

    public static CelExpr Exists(CelMacroContext context, CelExpr range, string first, string? second, CelExpr predicate)
    {
        var initial = context.Literal(CelBool.False);
        var condition = context.Call(CelOperators.NotStrictlyFalse, context.Call(CelOperators.LogicalNot, context.Accumulator()));
        var step = context.Call(CelOperators.LogicalOr, context.Accumulator(), predicate);
        return Fold(context, range, first, second, initial, condition, step, context.Accumulator());
    }

    public static CelExpr ExistsOne(CelMacroContext context, CelExpr range, string first, string? second, CelExpr predicate)
    {
        var one = context.Literal(CelInt.Of(1));
        var step = If(context, predicate, context.Call(CelOperators.Add, context.Accumulator(), one));
        var result = context.Call(CelOperators.Equal, context.Accumulator(), context.Literal(CelInt.Of(1)));
        return Fold(context, range, first, second, context.Literal(CelInt.Of(0)), context.Literal(CelBool.True), step, result);
    }

    public static CelExpr ToList(CelMacroContext context, CelExpr range, string first, string? second, CelExpr? filter, CelExpr transform)
    {
        var step = context.Call(CelOperators.Add, context.Accumulator(), context.List(transform));
        return Collect(context, range, first, second, context.List(), filter, step);
    }

    /// <param name="context">Makes the nodes.</param>
    /// <param name="range">The list or map.</param>
    /// <param name="first">The first variable.</param>
    /// <param name="second">The second variable.</param>
    /// <param name="filter">Which entries to take; null for all.</param>
    /// <param name="insertion">What is inserted into the accumulator: key and value, or a map.</param>
    public static CelExpr ToMap(
        CelMacroContext context, CelExpr range, string first, string? second, CelExpr? filter, params ReadOnlySpan<CelExpr> insertion)
    {
        var step = context.Call(MapInsertion.Function, [context.Accumulator(), .. insertion]);
        return Collect(context, range, first, second, context.Map(), filter, step);
    }

    private static CelExpr Collect(
        CelMacroContext context, CelExpr range, string first, string? second, CelExpr initial, CelExpr? filter, CelExpr step) =>
        Fold(
            context,
            range,
            first,
            second,
            initial,
            context.Literal(CelBool.True),
            filter is null ? step : If(context, filter, step),
            context.Accumulator());

    private static CelExpr If(CelMacroContext context, CelExpr predicate, CelExpr step) =>
        context.Call(CelOperators.Conditional, predicate, step, context.Accumulator());

    private static CelExpr Fold(
        CelMacroContext context,
        CelExpr range,
        string first,
        string? second,
        CelExpr initial,
        CelExpr condition,
        CelExpr step,
        CelExpr result) =>
        context.Comprehension(range, first, second, CelMacroContext.AccumulatorName, initial, condition, step, result);
}
