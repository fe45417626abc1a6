namespace Slipway.Cel.Syntax;

/// <summary>A field of an object literal.</summary>
/// <param name="Id">Number of the node.</param>
/// <param name="Name">Name of the field.</param>
/// <param name="Value">The value.</param>
/// <param name="IsOptional">Whether it is marked with <c>?</c>.</param>
public sealed record CelStructField(int Id, string Name, CelExpr Value, bool IsOptional);
