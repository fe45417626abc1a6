namespace Slipway.Api.Schemas;

/// <summary>A default that the schema itself sets.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DefaultAttribute(object value) : SchemaAttribute
{
    /// <summary>The value: a text or a bool.</summary>
    public object Value { get; } = value;
}
