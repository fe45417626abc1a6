using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>A type as a value. Type values are equal when their names are.</summary>
/// <param name="value">The type.</param>
public sealed class CelTypeValue(CelType value) : CelValue(CelKind.Type)
{
    /// <summary>The type.</summary>
    public CelType Value { get; } = value;

    /// <inheritdoc/>
    public override CelType Type => CelType.Type;

    /// <inheritdoc/>
    public override bool EqualTo(CelValue other) => other is CelTypeValue t && t.Value.Name == Value.Name;

    /// <inheritdoc/>
    public override int HashValue() => string.GetHashCode(Value.Name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value.Name;
}
