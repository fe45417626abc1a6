namespace Slipway.Kubernetes.Client;

/// <summary>What to list.</summary>
public sealed record ListOptions
{
    /// <summary>Everything, as the store has it now.</summary>
    public static ListOptions All { get; } = new();

    /// <summary>A label selector in its string form; null for all.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>A field selector in its string form; null for all.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>The page size; 0 for everything at once.</summary>
    public int Limit { get; init; }

    /// <summary>The token of the page to go on with.</summary>
    public string? Continue { get; init; }

    /// <summary>The version wanted: null the newest, <c>0</c> any that is at hand.</summary>
    public string? ResourceVersion { get; init; }
}
