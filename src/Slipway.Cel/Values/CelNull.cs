using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>The value <c>null</c>.</summary>
public sealed class CelNull : CelValue
{
    private CelNull()
        : base(CelKind.Null)
    {
    }

    /// <summary>The one null.</summary>
    public static CelNull Instance { get; } = new();

    /// <inheritdoc/>
    public override CelType Type => CelType.Null;

    /// <inheritdoc/>
    public override bool EqualTo(CelValue other) => other.Kind == CelKind.Null;

    /// <inheritdoc/>
    public override int HashValue() => 0;

    /// <inheritdoc/>
    public override string ToString() => "null";
}
