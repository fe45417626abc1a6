using System.Collections.Immutable;
using Slipway.Cel.Macros;
using Slipway.Cel.Types;

namespace Slipway.Cel.Libraries;

/// <summary>A set of functions, macros and type names that an environment can be given.</summary>
/// <param name="Name">Name of the library, such as <c>cel.lib.ext.strings</c>.</param>
public sealed record CelLibrary(string Name)
{
    /// <summary>The functions.</summary>
    public ImmutableArray<CelOverload> Overloads { get; init; } = [];

    /// <summary>The macros.</summary>
    public ImmutableArray<CelMacro> Macros { get; init; } = [];

    /// <summary>Types that expressions may name, such as <c>net.IP</c>.</summary>
    public ImmutableArray<CelType> Types { get; init; } = [];

    /// <summary>Whether it brings the syntax of optional values with it.</summary>
    public bool OptionalSyntax { get; init; }
}
