namespace Slipway.Kubernetes.Client;

/// <summary>How a patch says what it changes.</summary>
public enum PatchType
{
    /// <summary>A list of operations (RFC 6902).</summary>
    Json,

    /// <summary>A partial document where null removes (RFC 7386).</summary>
    Merge,

    /// <summary>A partial document that knows the keys of lists; built-in kinds only.</summary>
    StrategicMerge,

    /// <summary>Server-side apply: the fields that one manager wants.</summary>
    Apply,
}
