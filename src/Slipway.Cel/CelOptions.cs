namespace Slipway.Cel;

/// <summary>How expressions are read, checked and counted.</summary>
public sealed record CelOptions
{
    /// <summary>Code points that an expression may have.</summary>
    public int MaxExpressionSize { get; init; } = 100_000;

    /// <summary>How deep rules of the grammar may be nested in each other.</summary>
    public int MaxRecursionDepth { get; init; } = 250;

    /// <summary>
    /// Whether <c>a.?b</c>, <c>a[?b]</c>, <c>[?a]</c> and <c>{?a: b}</c> are understood; <see cref="Libraries.CelLibraries.Optionals"/>
    /// sets it.
    /// </summary>
    public bool OptionalSyntax { get; init; }

    /// <summary>Whether a list's elements, and a map's keys and values, must be of one type each; not within <c>format</c>'s arguments.</summary>
    public bool HomogeneousLiterals { get; init; }

    /// <summary>
    /// Whether constant arguments of <c>duration()</c>, <c>timestamp()</c> and <c>matches()</c> are checked at compile time.
    /// </summary>
    public bool ValidateLiterals { get; init; }

    /// <summary>Whether <c>has(a.b)</c> costs as much as <c>a.b</c>; else it costs only <c>a</c>.</summary>
    public bool PresenceTestHasCost { get; init; } = true;

    /// <summary>
    /// Whether literals and conversions of constants cost nothing, and a conversion or regular expression that fails is an issue of the
    /// compilation: as kube-apiserver has it. Else they cost and fail when evaluated.
    /// </summary>
    public bool FoldConstants { get; init; }

    /// <summary>Nodes that a compiled expression may have, with what macros add.</summary>
    public int MaxNodes { get; init; } = 500_000;
}
