using System.Runtime.InteropServices;

namespace Slipway.Re2.Syntax;

/// <summary>What <c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c> says.</summary>
/// <param name="Least">How often at least.</param>
/// <param name="Most">How often at most; null for as often as it comes.</param>
/// <param name="Length">How many characters it has.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RepeatCount(int Least, int? Most, int Length);
