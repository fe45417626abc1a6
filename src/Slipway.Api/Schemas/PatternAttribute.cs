namespace Slipway.Api.Schemas;

/// <summary>A regular expression that a text must match.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal sealed class PatternAttribute(string pattern) : SchemaAttribute
{
    /// <summary>The expression, RE2.</summary>
    public string Value { get; } = pattern;
}
