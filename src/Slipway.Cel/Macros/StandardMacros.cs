using System.Collections.Immutable;
using Slipway.Cel.Syntax;

namespace Slipway.Cel.Macros;

/// <summary>The macros of the language itself.</summary>
internal static class StandardMacros
{
    public static ImmutableArray<CelMacro> All { get; } =
    [
        new("has", 1, IsMember: false, Has),
        new("all", 2, IsMember: true, AllOf),
        new("exists", 2, IsMember: true, Exists),
        new("exists_one", 2, IsMember: true, ExistsOne),
        new("existsOne", 2, IsMember: true, ExistsOne),
        new("map", 2, IsMember: true, Map),
        new("map", 3, IsMember: true, Map),
        new("filter", 2, IsMember: true, Filter),
    ];

    private static CelExpr? Has(CelMacroContext context, CelExpr? target, ImmutableArray<CelExpr> arguments) =>
        arguments[0] is CelSelect { IsTest: false } select
            ? context.PresenceTest(select.Operand, select.Field)
            : context.Fail(arguments[0], "invalid argument to has() macro");

    private static CelExpr? AllOf(CelMacroContext context, CelExpr? target, ImmutableArray<CelExpr> arguments) =>
        MacroVariables.TryRead(context, arguments[0], "argument must be a simple name", out var variable)
            ? Folds.All(context, target!, variable, null, arguments[1])
            : null;

    private static CelExpr? Exists(CelMacroContext context, CelExpr? target, ImmutableArray<CelExpr> arguments) =>
        MacroVariables.TryRead(context, arguments[0], "argument must be a simple name", out var variable)
            ? Folds.Exists(context, target!, variable, null, arguments[1])
            : null;

    private static CelExpr? ExistsOne(CelMacroContext context, CelExpr? target, ImmutableArray<CelExpr> arguments) =>
        MacroVariables.TryRead(context, arguments[0], "argument must be a simple name", out var variable)
            ? Folds.ExistsOne(context, target!, variable, null, arguments[1])
            : null;

    private static CelExpr? Map(CelMacroContext context, CelExpr? target, ImmutableArray<CelExpr> arguments)
    {
        if (!MacroVariables.TryRead(context, arguments[0], "argument is not an identifier", out var variable))
        {
            return null;
        }

        var filter = arguments.Length == 3 ? arguments[1] : null;
        return Folds.ToList(context, target!, variable, null, filter, arguments[^1]);
    }

    private static CelExpr? Filter(CelMacroContext context, CelExpr? target, ImmutableArray<CelExpr> arguments) =>
        MacroVariables.TryRead(context, arguments[0], "argument is not an identifier", out var variable)
            ? Folds.ToList(context, target!, variable, null, arguments[1], arguments[0])
            : null;
}
