namespace Slipway.Api.Schemas;

/// <summary>Bounds of a text's length, in characters.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal sealed class LengthAttribute : SchemaAttribute
{
    /// <summary>No bound but those named.</summary>
    public LengthAttribute()
    {
    }

    /// <summary>Both bounds.</summary>
    public LengthAttribute(int min, int max) => (Min, Max) = (min, max);

    /// <summary>Fewest characters; -1 for no bound.</summary>
    public int Min { get; init; } = -1;

    /// <summary>Most characters; -1 for no bound.</summary>
    public int Max { get; init; } = -1;
}
