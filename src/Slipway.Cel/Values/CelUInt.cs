using System.Globalization;
using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>A 64-bit unsigned integer.</summary>
public sealed class CelUInt : CelValue
{
    private CelUInt(ulong value)
        : base(CelKind.UInt) => Value = value;

    /// <summary>The integer.</summary>
    public ulong Value { get; }

    /// <inheritdoc/>
    public override CelType Type => CelType.UInt;

    /// <summary>The value of an unsigned integer.</summary>
    public static CelUInt Of(ulong value) => new(value);

    /// <inheritdoc/>
    public override bool EqualTo(CelValue other) => other is CelUInt u ? u.Value == Value : CelNumbers.AreEqual(this, other);

    /// <inheritdoc/>
    public override int HashValue() => CelNumbers.Hash(Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
