namespace Slipway.Api.Schemas;

/// <summary>A list that is replaced as a whole.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal sealed class ListAtomicAttribute : SchemaAttribute;
