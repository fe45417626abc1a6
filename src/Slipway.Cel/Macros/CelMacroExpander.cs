using System.Collections.Immutable;
using Slipway.Cel.Syntax;

namespace Slipway.Cel.Macros;

/// <summary>
/// Makes the expression that takes a macro's place. Null where the call is meant as a plain call; <see cref="CelMacroContext.Fail"/> where
/// the
/// arguments are wrong.
/// </summary>
public delegate CelExpr? CelMacroExpander(CelMacroContext context, CelExpr? target, ImmutableArray<CelExpr> arguments);
