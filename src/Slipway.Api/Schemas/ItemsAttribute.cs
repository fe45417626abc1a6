namespace Slipway.Api.Schemas;

/// <summary>Bounds of a list's length.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal sealed class ItemsAttribute : SchemaAttribute
{
    /// <summary>No bound but those named.</summary>
    public ItemsAttribute()
    {
    }

    /// <summary>Both bounds.</summary>
    public ItemsAttribute(int min, int max) => (Min, Max) = (min, max);

    /// <summary>Fewest items; -1 for no bound.</summary>
    public int Min { get; init; } = -1;

    /// <summary>Most items; -1 for no bound.</summary>
    public int Max { get; init; } = -1;
}
