namespace Slipway.Cel.Types;

/// <summary>A variable that expressions may name.</summary>
/// <param name="Name">Name, possibly qualified: <c>self</c> or <c>request.auth</c>.</param>
/// <param name="Type">Its type.</param>
public sealed record CelVariable(string Name, CelType Type);
