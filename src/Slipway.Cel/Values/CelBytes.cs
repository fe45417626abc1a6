using System.Text;
using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>A sequence of bytes.</summary>
/// <param name="value">The bytes; not changed afterwards.</param>
public sealed class CelBytes(ReadOnlyMemory<byte> value) : CelValue(CelKind.Bytes)
{
    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Value { get; } = value;

    /// <inheritdoc/>
    public override CelType Type => CelType.Bytes;

    /// <summary>Number of bytes.</summary>
    public override long Size => Value.Length;

    /// <inheritdoc/>
    public override bool EqualTo(CelValue other) => other is CelBytes b && b.Value.Span.SequenceEqual(Value.Span);

    /// <inheritdoc/>
    public override int HashValue()
    {
        var hash = default(HashCode);
        hash.AddBytes(Value.Span);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(Value.Span);
}
