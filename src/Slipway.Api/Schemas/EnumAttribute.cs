namespace Slipway.Api.Schemas;

/// <summary>The texts allowed.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal sealed class EnumAttribute(params string[] values) : SchemaAttribute
{
    /// <summary>The texts, in their usual order.</summary>
    public IReadOnlyList<string> Values { get; } = values;
}
