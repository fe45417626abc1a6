namespace Slipway.Cel.Syntax;

/// <summary>A fold over a list or map: what the macros <c>all</c>, <c>map</c> and the like become.</summary>
public sealed class CelComprehension(int id) : CelExpr(id)
{
    /// <summary>The list or map.</summary>
    public required CelExpr Range { get; init; }

    /// <summary>Name of the element or key; of the index or key where there is a second variable.</summary>
    public required string Variable { get; init; }

    /// <summary>Name of the element or value; null where there is only one variable.</summary>
    public string? SecondVariable { get; init; }

    /// <summary>Name of the accumulator.</summary>
    public required string Accumulator { get; init; }

    /// <summary>The accumulator's first value.</summary>
    public required CelExpr Initial { get; init; }

    /// <summary>Whether to go on.</summary>
    public required CelExpr Condition { get; init; }

    /// <summary>The accumulator's next value.</summary>
    public required CelExpr Step { get; init; }

    /// <summary>The result.</summary>
    public required CelExpr Result { get; init; }
}
