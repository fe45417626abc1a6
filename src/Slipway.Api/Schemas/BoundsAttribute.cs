namespace Slipway.Api.Schemas;

/// <summary>Bounds of a whole number, both inclusive.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal sealed class BoundsAttribute(long min, long max = long.MaxValue) : SchemaAttribute
{
    /// <summary>Smallest value.</summary>
    public long Min { get; } = min;

    /// <summary>Largest value; <see cref="long.MaxValue"/> for no bound.</summary>
    public long Max { get; } = max;
}
