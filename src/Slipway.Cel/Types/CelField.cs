namespace Slipway.Cel.Types;

/// <summary>A declared field of an object type.</summary>
/// <param name="Type">What the field holds.</param>
public sealed record CelField(CelType Type);
