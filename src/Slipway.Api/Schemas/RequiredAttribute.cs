namespace Slipway.Api.Schemas;

/// <summary>A field that must be there.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RequiredAttribute : SchemaAttribute;
