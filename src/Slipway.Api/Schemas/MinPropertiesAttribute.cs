namespace Slipway.Api.Schemas;

/// <summary>Fewest fields that must be set, on a property or on every use of a class.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class, AllowMultiple = true)]
internal sealed class MinPropertiesAttribute(int min) : SchemaAttribute
{
    /// <summary>Fewest fields.</summary>
    public int Min { get; } = min;
}
