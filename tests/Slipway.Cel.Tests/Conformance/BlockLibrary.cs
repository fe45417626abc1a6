using System.Collections.Immutable;
using Slipway.Cel.Libraries;
using Slipway.Cel.Macros;
using Slipway.Cel.Syntax;
using Slipway.Cel.Values;

namespace Slipway.Cel.Tests.Conformance;

/// <summary>The macros by which the cases write values that are computed once: <c>cel.block([a, b], e)</c>.</summary>
internal static class BlockLibrary
{
    public static CelLibrary Instance { get; } = new("block")
    {
        Macros =
        [
            new CelMacro("block", 2, IsMember: true, Block),
            new CelMacro("index", 1, IsMember: true, (c, t, a) => Name(c, t, a, "@index{0}")),
            new CelMacro("iterVar", 2, IsMember: true, (c, t, a) => Name(c, t, a, "@it:{0}:{1}")),
            new CelMacro("accuVar", 2, IsMember: true, (c, t, a) => Name(c, t, a, "@ac:{0}:{1}")),
        ],
    };

    private static CelExpr? Block(CelMacroContext context, CelExpr? target, ImmutableArray<CelExpr> arguments)
    {
        if (target is not CelIdent { Name: "cel" } || arguments[0] is not CelListLiteral slots)
        {
            return null;
        }

        var result = arguments[1];
        for (var i = slots.Elements.Length - 1; i >= 0; i--)
        {
            var name = $"@index{i}";
            result = context.Comprehension(
                context.List(), "#unused", null, name, slots.Elements[i], context.Literal(CelBool.False), context.Ident(name), result);
        }

        return result;
    }

    private static CelExpr? Name(CelMacroContext context, CelExpr? target, ImmutableArray<CelExpr> arguments, string format) =>
        target is CelIdent { Name: "cel" }
            ? context.Ident(string.Format(
                System.Globalization.CultureInfo.InvariantCulture, format, [.. arguments.Select(a => (object)((CelLiteral)a).Value)]))
            : null;
}
