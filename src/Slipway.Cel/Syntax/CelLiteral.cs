using Slipway.Cel.Values;

namespace Slipway.Cel.Syntax;

/// <summary>A constant: <c>1</c>, <c>'a'</c>, <c>null</c>.</summary>
public sealed class CelLiteral(int id, CelValue value) : CelExpr(id)
{
    /// <summary>The constant.</summary>
    public CelValue Value { get; } = value;
}
