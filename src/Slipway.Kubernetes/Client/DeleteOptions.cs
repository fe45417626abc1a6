namespace Slipway.Kubernetes.Client;

/// <summary>How to delete.</summary>
public sealed record DeleteOptions
{
    /// <summary>The kind's default way, whatever object has the name.</summary>
    public static DeleteOptions Default { get; } = new();

    /// <summary>Delete only the object with this UID: never a namesake made since.</summary>
    public string? Uid { get; init; }

    /// <summary>Delete only the object as read at this version.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>What becomes of owned objects; null for the kind's default.</summary>
    public PropagationPolicy? Propagation { get; init; }

    /// <summary>Seconds a pod is given to end; null for the kind's default.</summary>
    public long? GracePeriodSeconds { get; init; }

    /// <summary>Run every check but delete nothing.</summary>
    public bool DryRun { get; init; }
}
