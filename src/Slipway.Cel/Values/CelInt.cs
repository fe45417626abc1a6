using System.Globalization;
using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>A 64-bit signed integer.</summary>
public sealed class CelInt : CelValue
{
    private const int LowestShared = -128;
    private const int HighestShared = 1023;

    private static readonly CelInt[] Shared =
        [.. Enumerable.Range(LowestShared, HighestShared - LowestShared + 1).Select(i => new CelInt(i))];

    private CelInt(long value)
        : base(CelKind.Int) => Value = value;

    /// <summary>The integer.</summary>
    public long Value { get; }

    /// <inheritdoc/>
    public override CelType Type => CelType.Int;

    /// <summary>The value of an integer; small ones are shared.</summary>
    public static CelInt Of(long value) => value is >= LowestShared and <= HighestShared ? Shared[value - LowestShared] : new CelInt(value);

    /// <inheritdoc/>
    public override bool EqualTo(CelValue other) => other is CelInt i ? i.Value == Value : CelNumbers.AreEqual(this, other);

    /// <inheritdoc/>
    public override int HashValue() => CelNumbers.Hash(Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
