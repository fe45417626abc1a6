using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>A value that may be absent.</summary>
public sealed class CelOptional : CelValue
{
    private static readonly CelType OptionalOfDyn = CelType.Optional(CelType.Dyn);

    private CelOptional(CelValue? value)
        : base(CelKind.Opaque) => Value = value;

    /// <summary>The absent value.</summary>
    public static CelOptional None { get; } = new(null);

    /// <summary>The value; null where absent.</summary>
    public CelValue? Value { get; }

    /// <inheritdoc/>
    public override CelType Type => OptionalOfDyn;

    /// <summary>The size of the value within.</summary>
    public override long Size => Value?.Size ?? 1;

    /// <summary>A present value.</summary>
    public static CelOptional Of(CelValue value) => new(value);

    /// <inheritdoc/>
    public override bool EqualTo(CelValue other) =>
        other is CelOptional o && (Value is null ? o.Value is null : o.Value is not null && Value.EqualTo(o.Value));

    /// <inheritdoc/>
    public override int HashValue() => Value?.HashValue() ?? 0;

    /// <inheritdoc/>
    public override string ToString() => Value is null ? "optional.none()" : $"optional({Value})";
}
