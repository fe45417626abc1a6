using System.Collections.Immutable;
using Slipway.Cel.Macros;
using Slipway.Cel.Syntax;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Extensions;

/// <summary><c>list.sortBy(e, key)</c>: maps the list to its keys and sorts by them.</summary>
internal static class SortByMacro
{
    public const string Function = "@sortByAssociatedKeys";

    private const string Input = "@__sortBy_input__";

    public static CelMacro Instance { get; } = new("sortBy", 2, IsMember: true, Expand);

    private static CelExpr? Expand(CelMacroContext context, CelExpr? target, ImmutableArray<CelExpr> arguments)
    {
        if (target is CelLiteral or CelMapLiteral or CelStructLiteral)
        {
            return context.Fail(target, "sortBy can only be applied to a list, identifier, comprehension, call or select expression");
        }

        if (!MacroVariables.TryRead(context, arguments[0], "argument is not an identifier", out var variable))
        {
            return null;
        }

        var keys = Folds.ToList(context, context.Ident(Input), variable, null, null, arguments[1]);
        var sorted = context.MemberCall(Function, context.Ident(Input), keys);
        return context.Comprehension(
            context.List(), "#unused", null, Input, target!, context.Literal(CelBool.False), context.Ident(Input), sorted);
    }
}
