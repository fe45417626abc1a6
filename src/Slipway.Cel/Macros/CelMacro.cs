namespace Slipway.Cel.Macros;

/// <summary>A call that is replaced by another expression before it is checked.</summary>
/// <param name="Function">Name that is called.</param>
/// <param name="ArgumentCount">Number of arguments without the target; null for any number.</param>
/// <param name="IsMember">Whether it is called on a target.</param>
/// <param name="Expander">Makes the expression.</param>
public sealed record CelMacro(string Function, int? ArgumentCount, bool IsMember, CelMacroExpander Expander);
