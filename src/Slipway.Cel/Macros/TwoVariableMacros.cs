using System.Collections.Immutable;
using Slipway.Cel.Syntax;

namespace Slipway.Cel.Macros;

/// <summary>The macros with two variables: index and element of a list, key and value of a map.</summary>
internal static class TwoVariableMacros
{
    public static ImmutableArray<CelMacro> All { get; } =
    [
        new("all", 3, IsMember: true, (c, t, a) => Quantifier(c, t!, a, Folds.All)),
        new("exists", 3, IsMember: true, (c, t, a) => Quantifier(c, t!, a, Folds.Exists)),
        new("existsOne", 3, IsMember: true, (c, t, a) => Quantifier(c, t!, a, Folds.ExistsOne)),
        new("exists_one", 3, IsMember: true, (c, t, a) => Quantifier(c, t!, a, Folds.ExistsOne)),
        new("transformList", 3, IsMember: true, TransformList),
        new("transformList", 4, IsMember: true, TransformList),
        new("transformMap", 3, IsMember: true, TransformMap),
        new("transformMap", 4, IsMember: true, TransformMap),
        new("transformMapEntry", 3, IsMember: true, TransformMapEntry),
        new("transformMapEntry", 4, IsMember: true, TransformMapEntry),
    ];

    private static CelExpr? Quantifier(
        CelMacroContext context,
        CelExpr target,
        ImmutableArray<CelExpr> arguments,
        Func<CelMacroContext, CelExpr, string, string?, CelExpr, CelExpr> fold) =>
        MacroVariables.TryReadTwo(context, arguments[0], arguments[1], out var first, out var second)
            ? fold(context, target, first, second, arguments[2])
            : null;

    private static CelExpr? TransformList(CelMacroContext context, CelExpr? target, ImmutableArray<CelExpr> arguments) =>
        MacroVariables.TryReadTwo(context, arguments[0], arguments[1], out var first, out var second)
            ? Folds.ToList(context, target!, first, second, Filter(arguments), arguments[^1])
            : null;

    private static CelExpr? TransformMap(CelMacroContext context, CelExpr? target, ImmutableArray<CelExpr> arguments) =>
        MacroVariables.TryReadTwo(context, arguments[0], arguments[1], out var first, out var second)
            ? Folds.ToMap(context, target!, first, second, Filter(arguments), context.Ident(first), arguments[^1])
            : null;

    private static CelExpr? TransformMapEntry(CelMacroContext context, CelExpr? target, ImmutableArray<CelExpr> arguments) =>
        MacroVariables.TryReadTwo(context, arguments[0], arguments[1], out var first, out var second)
            ? Folds.ToMap(context, target!, first, second, Filter(arguments), arguments[^1])
            : null;

    private static CelExpr? Filter(ImmutableArray<CelExpr> arguments) => arguments.Length == 4 ? arguments[2] : null;
}
