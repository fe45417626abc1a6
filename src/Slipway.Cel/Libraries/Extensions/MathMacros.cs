using System.Collections.Immutable;
using Slipway.Cel.Macros;
using Slipway.Cel.Syntax;
using Slipway.Cel.Types;

namespace Slipway.Cel.Libraries.Extensions;

/// <summary><c>math.least</c> and <c>math.greatest</c>, which take any number of arguments.</summary>
internal static class MathMacros
{
    public const string MinFunction = "math.@min";

    public const string MaxFunction = "math.@max";

    public static CelMacro Least { get; } = new("least", null, IsMember: true, (c, t, a) => Expand(c, t!, a, "math.least()", MinFunction));

    public static CelMacro Greatest { get; } =
        new("greatest", null, IsMember: true, (c, t, a) => Expand(c, t!, a, "math.greatest()", MaxFunction));

    private static CelExpr? Expand(CelMacroContext context, CelExpr target, ImmutableArray<CelExpr> arguments, string name, string function)
    {
        if (target is not CelIdent { Name: "math" })
        {
            return null;
        }

        switch (arguments.Length)
        {
            case 0:
                return context.Fail(target, $"{name} requires at least one argument");
            case 1:
                return IsNumericList(arguments[0]) || MayBeNumber(arguments[0])
                    ? context.Call(function, arguments)
                    : context.Fail(arguments[0], $"{name} invalid single argument value");
        }

        foreach (var argument in arguments)
        {
            if (!MayBeNumber(argument))
            {
                return context.Fail(argument, $"{name} simple literal arguments must be numeric");
            }
        }

        return arguments.Length == 2 ? context.Call(function, arguments) : context.Call(function, context.List(arguments));
    }

    private static bool IsNumericList(CelExpr expr) =>
        expr is CelListLiteral { Elements.Length: > 0 } list && list.Elements.All(MayBeNumber);

    private static bool MayBeNumber(CelExpr expr) => expr switch
    {
        CelLiteral literal => literal.Value.Kind is CelKind.Double or CelKind.Int or CelKind.UInt,
        CelListLiteral or CelMapLiteral or CelStructLiteral => false,
        _ => true,
    };
}
