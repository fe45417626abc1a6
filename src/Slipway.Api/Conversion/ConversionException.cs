namespace Slipway.Api.Conversion;

/// <summary>An object cannot be had in another version, because a field has a value that means nothing.</summary>
/// <param name="field">The field in the version that the object is in, such as <c>spec.nodeDrainTimeout</c>.</param>
/// <param name="value">The value.</param>
/// <param name="expected">What would be right.</param>
public sealed class ConversionException(string field, string value, string expected) : Exception($"{field}: Invalid value: {value}: {expected}")
{
    /// <summary>The field.</summary>
    public string Field { get; } = field;

    /// <summary>The same of a field that is named from further out.</summary>
    internal ConversionException Within(string outer) => new($"{outer}.{Field}", value, expected);
}
