using System.Collections.Immutable;

namespace Slipway.Cel.Syntax;

/// <summary>A call of a function or an operator.</summary>
public sealed class CelCall(int id, string function, CelExpr? target, ImmutableArray<CelExpr> arguments) : CelExpr(id)
{
    /// <summary>Name of the function; operators have names such as <c>_+_</c>.</summary>
    public string Function { get; } = function;

    /// <summary>The target of <c>target.f(x)</c>; null of a global call.</summary>
    public CelExpr? Target { get; } = target;

    /// <summary>The arguments without the target.</summary>
    public ImmutableArray<CelExpr> Arguments { get; } = arguments;
}
