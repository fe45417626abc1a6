namespace Slipway.Api.Core.V1Beta2;

/// <summary>How Pods are treated when their Node is drained.</summary>
public static class MachineDrainRuleBehavior
{
    /// <summary>They are evicted.</summary>
    public const string Drain = "Drain";

    /// <summary>They are left alone.</summary>
    public const string Skip = "Skip";

    /// <summary>The drain waits until they have completed.</summary>
    public const string WaitCompleted = "WaitCompleted";
}
