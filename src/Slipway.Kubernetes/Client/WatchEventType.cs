namespace Slipway.Kubernetes.Client;

/// <summary>What happened to a watched object.</summary>
public enum WatchEventType
{
    /// <summary>It was created, or now matches the selector.</summary>
    Added,

    /// <summary>It was changed.</summary>
    Modified,

    /// <summary>It was deleted, or no longer matches the selector; the object is its last state.</summary>
    Deleted,

    /// <summary>Nothing: all changes up to the object's resourceVersion have been told.</summary>
    Bookmark,
}
