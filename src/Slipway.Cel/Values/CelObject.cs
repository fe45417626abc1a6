using System.Diagnostics.CodeAnalysis;
using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>An object with declared fields. Derive to show other data lazily.</summary>
/// <param name="type">The object's type.</param>
public abstract class CelObject(CelType type) : CelValue(CelKind.Object)
{
    /// <inheritdoc/>
    public override CelType Type { get; } = type;

    /// <summary>
    /// A field's value, which may be a default where the field is not set. False where the type has no such field, or where
    /// the field is not set and reading it is an error.
    /// </summary>
    public abstract bool TryGetField(string name, [NotNullWhen(true)] out CelValue? value);

    /// <summary>Whether the field is set: what <c>has(object.field)</c> answers; null where the type has no such field.</summary>
    public abstract bool? HasField(string name);

    /// <summary>Whether no field is set: what <c>optional.ofNonZeroValue</c> takes for absent.</summary>
    public virtual bool IsZero => false;
}
