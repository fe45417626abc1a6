using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>A string. Positions and sizes are in code points, as the language counts.</summary>
/// <param name="value">The text.</param>
public sealed class CelString(string value) : CelValue(CelKind.String)
{
    private int _codePoints = -1;

    /// <summary>The empty string.</summary>
    public static CelString Empty { get; } = new("");

    /// <summary>The text.</summary>
    public string Value { get; } = value;

    /// <inheritdoc/>
    public override CelType Type => CelType.String;

    /// <summary>Code points.</summary>
    public override long Size => CodePoints;

    /// <summary>Whether every code point is one UTF-16 unit, so that positions in both are the same.</summary>
    internal bool IsSimple => CodePoints == Value.Length;

    // A racing write stores the same number.
    private int CodePoints => _codePoints >= 0 ? _codePoints : _codePoints = CelText.CountCodePoints(Value);

    /// <inheritdoc/>
    public override bool EqualTo(CelValue other) => other is CelString s && string.Equals(s.Value, Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int HashValue() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
