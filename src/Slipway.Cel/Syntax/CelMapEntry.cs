namespace Slipway.Cel.Syntax;

/// <summary>An entry of a map literal.</summary>
/// <param name="Id">Number of the node.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
/// <param name="IsOptional">
/// Whether it is marked with <c>?</c>: the value is an optional, and the entry is left out where that is absent.
/// </param>
public sealed record CelMapEntry(int Id, CelExpr Key, CelExpr Value, bool IsOptional);
