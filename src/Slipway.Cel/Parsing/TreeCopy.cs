using Slipway.Cel.Syntax;

namespace Slipway.Cel.Parsing;

/// <summary>Copies trees, each node with a new number.</summary>
internal static class TreeCopy
{
    public static CelExpr Copy(CelExpr expr, Func<int, int> newId) => expr switch
    {
        CelLiteral e => new CelLiteral(newId(e.Id), e.Value),
        CelIdent e => new CelIdent(newId(e.Id), e.Name),
        CelSelect e => new CelSelect(newId(e.Id), Copy(e.Operand, newId), e.Field, e.IsTest),
        CelCall e => new CelCall(
            newId(e.Id), e.Function, e.Target is null ? null : Copy(e.Target, newId), [.. e.Arguments.Select(a => Copy(a, newId))]),
        CelListLiteral e => new CelListLiteral(newId(e.Id), [.. e.Elements.Select(i => Copy(i, newId))], e.Optionals),
        CelMapLiteral e => new CelMapLiteral(
            newId(e.Id), [.. e.Entries.Select(i => i with { Id = newId(i.Id), Key = Copy(i.Key, newId), Value = Copy(i.Value, newId) })]),
        CelStructLiteral e => new CelStructLiteral(
            newId(e.Id), e.TypeName, [.. e.Fields.Select(f => f with { Id = newId(f.Id), Value = Copy(f.Value, newId) })]),
        CelComprehension e => new CelComprehension(newId(e.Id))
        {
            Range = Copy(e.Range, newId),
            Variable = e.Variable,
            SecondVariable = e.SecondVariable,
            Accumulator = e.Accumulator,
            Initial = Copy(e.Initial, newId),
            Condition = Copy(e.Condition, newId),
            Step = Copy(e.Step, newId),
            Result = Copy(e.Result, newId),
        },
        _ => new CelUnspecified(newId(expr.Id)),
    };
}
