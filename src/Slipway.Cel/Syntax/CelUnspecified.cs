namespace Slipway.Cel.Syntax;

/// <summary>Stands where the text was no expression; an issue tells why.</summary>
internal sealed class CelUnspecified(int id) : CelExpr(id);
