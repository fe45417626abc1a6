using System.Diagnostics.CodeAnalysis;
using Slipway.Cel.Syntax;

namespace Slipway.Cel.Macros;

/// <summary>Reads the names of variables that a macro's arguments introduce.</summary>
internal static class MacroVariables
{
    // The accumulator's name before it could not be written in an expression.
    private const string FormerAccumulatorName = "__result__";

    public static bool TryRead(CelMacroContext context, CelExpr argument, string error, [NotNullWhen(true)] out string? name)
    {
        name = (argument as CelIdent)?.Name;
        if (name is null)
        {
            context.Fail(argument, error);
            return false;
        }

        return !OverwritesAccumulator(context, argument, name);
    }

    public static bool TryReadTwo(
        CelMacroContext context,
        CelExpr first,
        CelExpr second,
        [NotNullWhen(true)] out string? firstName,
        [NotNullWhen(true)] out string? secondName)
    {
        firstName = (first as CelIdent)?.Name;
        secondName = (second as CelIdent)?.Name;
        if (firstName is null || secondName is null)
        {
            context.Fail(firstName is null ? first : second, "argument must be a simple name");
            return false;
        }

        if (firstName == secondName)
        {
            context.Fail(second, $"duplicate variable name: {firstName}");
            return false;
        }

        return !OverwritesAccumulator(context, first, firstName) && !OverwritesAccumulator(context, second, secondName);
    }

    private static bool OverwritesAccumulator(CelMacroContext context, CelExpr argument, string name)
    {
        if (name is not (CelMacroContext.AccumulatorName or FormerAccumulatorName))
        {
            return false;
        }

        context.Fail(argument, "iteration variable overwrites accumulator variable");
        return true;
    }
}
