using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>
/// A value of the language. Values are immutable. A failed operation answers a <see cref="CelError"/>; nothing throws for what an
/// expression does.
/// </summary>
/// <param name="kind">Kind of the value.</param>
public abstract class CelValue(CelKind kind)
{
    /// <summary>Kind of the value; cheap to ask.</summary>
    public CelKind Kind { get; } = kind;

    /// <summary>The type as <c>type(x)</c> shows it. Lists and maps answer <c>list(dyn)</c> and <c>map(dyn, dyn)</c>.</summary>
    public abstract CelType Type { get; }

    /// <summary>Whether this is a <see cref="CelError"/>.</summary>
    public bool IsError => Kind == CelKind.Error;

    /// <summary>
    /// What <c>size(x)</c> counts: code points, bytes, elements, entries; 1 where the value has no size. Cost is measured in it.
    /// </summary>
    public virtual long Size => 1;

    /// <summary>
    /// Whether <c>this == other</c>: numbers of different types compare by value; other values of different types are unequal.
    /// </summary>
    public abstract bool EqualTo(CelValue other);

    /// <summary>Hash that agrees with <see cref="EqualTo"/>.</summary>
    public abstract int HashValue();

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => obj is CelValue other && EqualTo(other);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => HashValue();
}
