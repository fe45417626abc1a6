namespace Slipway.Kubernetes.Client;

/// <summary>What to watch.</summary>
public sealed record WatchOptions
{
    /// <summary>The version after which events start; null to begin with what exists now.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>A label selector in its string form; null for all.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>A field selector in its string form; null for all.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Whether the server may tell of progress with <see cref="WatchEventType.Bookmark"/> events.</summary>
    public bool AllowBookmarks { get; init; } = true;
}
