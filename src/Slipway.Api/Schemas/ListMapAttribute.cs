namespace Slipway.Api.Schemas;

/// <summary>A list whose items are told apart by some of their fields.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal sealed class ListMapAttribute(params string[] keys) : SchemaAttribute
{
    /// <summary>The fields, as on the wire.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;
}
