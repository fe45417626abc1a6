using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>A 64-bit IEEE 754 number.</summary>
public sealed class CelDouble : CelValue
{
    private CelDouble(double value)
        : base(CelKind.Double) => Value = value;

    /// <summary>The number.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public override CelType Type => CelType.Double;

    /// <summary>The value of a number.</summary>
    public static CelDouble Of(double value) => new(value);

    /// <inheritdoc/>
    public override bool EqualTo(CelValue other) => CelNumbers.AreEqual(this, other);

    /// <inheritdoc/>
    public override int HashValue() => CelNumbers.Hash(Value);

    /// <inheritdoc/>
    public override string ToString() => CelNumbers.Format(Value);
}
