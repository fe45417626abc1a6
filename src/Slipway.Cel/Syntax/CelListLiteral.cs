using System.Collections.Immutable;

namespace Slipway.Cel.Syntax;

/// <summary>A list literal: <c>[1, ?x]</c>.</summary>
public sealed class CelListLiteral(int id, ImmutableArray<CelExpr> elements, ImmutableArray<int> optionals) : CelExpr(id)
{
    /// <summary>The elements.</summary>
    public ImmutableArray<CelExpr> Elements { get; } = elements;

    /// <summary>Positions of the elements marked with <c>?</c>, ascending.</summary>
    public ImmutableArray<int> Optionals { get; } = optionals;
}
