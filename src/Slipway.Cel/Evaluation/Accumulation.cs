using Slipway.Cel.Macros;
using Slipway.Cel.Syntax;

namespace Slipway.Cel.Evaluation;

/// <summary>Recognises comprehensions that only add to a list or map, which can be done in place.</summary>
internal static class Accumulation
{
    public enum Kind
    {
        /// <summary>Anything else.</summary>
        Plain,

        /// <summary>Adds elements to a list.</summary>
        List,

        /// <summary>Adds entries to a map.</summary>
        Map,
    }

    public static Kind Of(CelComprehension fold)
    {
        if (fold.Accumulator != CelMacroContext.AccumulatorName)
        {
            return Kind.Plain;
        }

        var step = fold.Step is CelCall { Function: CelOperators.Conditional } conditional && IsAccumulator(conditional.Arguments[2])
            ? conditional.Arguments[1]
            : fold.Step;
        return (fold.Initial, step) switch
        {
            (
                CelListLiteral { Elements.Length: 0 },
                CelCall { Function: CelOperators.Add, Arguments: [var target, CelListLiteral addition] })
                when IsAccumulator(target) && addition is { Elements.Length: 1, Optionals.Length: 0 } => Kind.List,
            (CelMapLiteral { Entries.Length: 0 }, CelCall { Function: MapInsertion.Function, Arguments: [var target, ..] })
                when IsAccumulator(target) => Kind.Map,
            _ => Kind.Plain,
        };
    }

    private static bool IsAccumulator(CelExpr expr) => expr is CelIdent { Name: CelMacroContext.AccumulatorName };
}
