namespace Slipway.Kubernetes.Apply;

/// <summary>How a manager came to own its fields.</summary>
public enum ManagerOperation
{
    /// <summary>By a create, an update or a patch.</summary>
    Update,

    /// <summary>By server-side apply: it says what it wants, and gives up what it no longer says.</summary>
    Apply,
}
