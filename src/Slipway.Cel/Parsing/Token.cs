using System.Runtime.InteropServices;

namespace Slipway.Cel.Parsing;

/// <summary>A token of an expression's text.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="Length">How long it is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(TokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;
}
