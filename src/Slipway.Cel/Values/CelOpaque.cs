using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>A value of a library's own abstract type. Derive to hold the data.</summary>
/// <param name="type">The value's type.</param>
public abstract class CelOpaque(CelType type) : CelValue(CelKind.Opaque)
{
    /// <inheritdoc/>
    public override CelType Type { get; } = type;
}
