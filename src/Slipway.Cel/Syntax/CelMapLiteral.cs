using System.Collections.Immutable;

namespace Slipway.Cel.Syntax;

/// <summary>A map literal: <c>{'a': 1}</c>.</summary>
public sealed class CelMapLiteral(int id, ImmutableArray<CelMapEntry> entries) : CelExpr(id)
{
    /// <summary>The entries.</summary>
    public ImmutableArray<CelMapEntry> Entries { get; } = entries;
}
