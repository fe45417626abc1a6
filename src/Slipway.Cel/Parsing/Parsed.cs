using System.Runtime.InteropServices;
using Slipway.Cel.Syntax;

namespace Slipway.Cel.Parsing;

/// <summary>A part of the tree.</summary>
/// <param name="Expr">The node.</param>
/// <param name="Depth">How many operators, selections and calls are nested in it.</param>
/// <param name="Start">Where its text begins.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Parsed(CelExpr Expr, int Depth, int Start);
