namespace Slipway.ControllerRuntime.Caching;

/// <summary>Which objects of a kind a cache keeps.</summary>
public sealed record InformerSelection
{
    /// <summary>All objects of the kind.</summary>
    public static InformerSelection All { get; } = new();

    /// <summary>The only namespace; null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>A label selector in its string form; null for all.</summary>
    public string? LabelSelector { get; init; }
}
