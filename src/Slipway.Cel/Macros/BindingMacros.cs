using System.Collections.Immutable;
using Slipway.Cel.Syntax;
using Slipway.Cel.Values;

namespace Slipway.Cel.Macros;

/// <summary>Macros that give a value a name: <c>cel.bind</c>, <c>optMap</c> and <c>optFlatMap</c>.</summary>
internal static class BindingMacros
{
    // A name that no expression can write.
    private const string UnusedVariable = "#unused";

    public static CelMacro Bind { get; } = new("bind", 3, IsMember: true, ExpandBind);

    public static CelMacro OptionalMap { get; } = new("optMap", 2, IsMember: true, ExpandOptionalMap);

    public static CelMacro OptionalFlatMap { get; } = new("optFlatMap", 2, IsMember: true, ExpandOptionalFlatMap);

    /// <summary>Whether a comprehension only names a value; it is then evaluated at its first use.</summary>
    public static bool IsBinding(CelComprehension fold) =>
        fold.Range is CelListLiteral { Elements.Length: 0 }
        && fold.Condition is CelLiteral { Value: CelBool { Value: false } }
        && fold.Accumulator != CelMacroContext.AccumulatorName;

    private static CelExpr? ExpandBind(CelMacroContext context, CelExpr? target, ImmutableArray<CelExpr> arguments)
    {
        if (target is not CelIdent { Name: "cel" })
        {
            return null;
        }

        return arguments[0] is CelIdent name
            ? Binding(context, name.Name, arguments[1], arguments[2])
            : context.Fail(arguments[0], "cel.bind() variable names must be simple identifiers");
    }

    private static CelExpr? ExpandOptionalMap(CelMacroContext context, CelExpr? target, ImmutableArray<CelExpr> arguments) =>
        arguments[0] is CelIdent name
            ? IfPresent(context, target!, context.Call("optional.of", BindValue(context, target!, name.Name, arguments[1])))
            : context.Fail(arguments[0], "optMap() variable name must be a simple identifier");

    private static CelExpr? ExpandOptionalFlatMap(CelMacroContext context, CelExpr? target, ImmutableArray<CelExpr> arguments) =>
        arguments[0] is CelIdent name
            ? IfPresent(context, target!, BindValue(context, target!, name.Name, arguments[1]))
            : context.Fail(arguments[0], "optFlatMap() variable name must be a simple identifier");

    private static CelExpr BindValue(CelMacroContext context, CelExpr target, string name, CelExpr result) =>
        Binding(context, name, context.MemberCall("value", context.Copy(target)), result);

    private static CelExpr IfPresent(CelMacroContext context, CelExpr target, CelExpr result) =>
        context.Call(CelOperators.Conditional, context.MemberCall("hasValue", target), result, context.Call("optional.none"));

    private static CelExpr Binding(CelMacroContext context, string name, CelExpr value, CelExpr result) =>
        context.Comprehension(
            context.List(), UnusedVariable, null, name, value, context.Literal(CelBool.False), context.Ident(name), result);
}
