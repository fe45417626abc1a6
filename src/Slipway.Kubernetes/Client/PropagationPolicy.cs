namespace Slipway.Kubernetes.Client;

/// <summary>What becomes of the objects that the deleted one owns.</summary>
public enum PropagationPolicy
{
    /// <summary>They are deleted afterwards.</summary>
    Background,

    /// <summary>They are deleted first.</summary>
    Foreground,

    /// <summary>They stay.</summary>
    Orphan,
}
