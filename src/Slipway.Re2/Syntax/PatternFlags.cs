using System.Runtime.InteropServices;

namespace Slipway.Re2.Syntax;

/// <summary>How a place of a pattern is read.</summary>
/// <param name="FoldsCase">Flag i.</param>
/// <param name="IsMultiline">Flag m: ^ and $ are of lines.</param>
/// <param name="DotIsAll">Flag s: a dot is a line feed too.</param>
/// <param name="IsUngreedy">Flag U: less is tried before more, unless a question mark says otherwise.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PatternFlags(bool FoldsCase, bool IsMultiline, bool DotIsAll, bool IsUngreedy);
