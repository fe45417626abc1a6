namespace Slipway.Cel.Syntax;

/// <summary>Ways through expressions.</summary>
public static class CelTree
{
    /// <summary>The expressions directly within an expression, in the order of the text.</summary>
    public static IEnumerable<CelExpr> Children(CelExpr expression) => expression switch
    {
        CelSelect e => [e.Operand],
        CelCall { Target: { } target } e => [target, .. e.Arguments],
        CelCall e => e.Arguments,
        CelListLiteral e => e.Elements,
        CelMapLiteral e => e.Entries.SelectMany(entry => new[] { entry.Key, entry.Value }),
        CelStructLiteral e => e.Fields.Select(f => f.Value),
        CelComprehension e => [e.Range, e.Initial, e.Condition, e.Step, e.Result],
        _ => [],
    };
}
