using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>A boolean.</summary>
public sealed class CelBool : CelValue
{
    private CelBool(bool value)
        : base(CelKind.Bool) => Value = value;

    /// <summary>The value true.</summary>
    public static CelBool True { get; } = new(true);

    /// <summary>The value false.</summary>
    public static CelBool False { get; } = new(false);

    /// <summary>The boolean.</summary>
    public bool Value { get; }

    /// <inheritdoc/>
    public override CelType Type => CelType.Bool;

    /// <summary>The value of a boolean.</summary>
    public static CelBool Of(bool value) => value ? True : False;

    /// <inheritdoc/>
    public override bool EqualTo(CelValue other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int HashValue() => Value ? 1 : 2;

    /// <inheritdoc/>
    public override string ToString() => Value ? "true" : "false";
}
