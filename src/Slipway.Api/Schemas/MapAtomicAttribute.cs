namespace Slipway.Api.Schemas;

/// <summary>An object that is replaced as a whole.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class MapAtomicAttribute : SchemaAttribute;
