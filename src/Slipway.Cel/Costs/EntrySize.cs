using Slipway.Cel.Types;

namespace Slipway.Cel.Costs;

/// <summary>Sizes of what a list or map holds.</summary>
/// <param name="Container">List or map.</param>
/// <param name="Key">Size of the keys or indexes.</param>
/// <param name="Value">Size of the values.</param>
internal sealed record EntrySize(CelKind Container, CelSizeEstimate Key, CelSizeEstimate Value)
{
    public EntrySize Union(EntrySize other) => this with { Key = Key.Union(other.Key), Value = Value.Union(other.Value) };
}
