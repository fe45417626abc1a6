namespace Slipway.Core.Machines.Deletion.Draining;

/// <summary>What a drain does with a pod.</summary>
internal enum DrainBehavior
{
    /// <summary>Evict it, and wait until it is gone.</summary>
    Drain,

    /// <summary>Leave it: it dies with the node, or something brings it straight back. Nor are its volumes waited for.</summary>
    Skip,

    /// <summary>Wait until it ends by itself.</summary>
    WaitCompleted,

    /// <summary>It has ended by itself, as was waited for.</summary>
    Completed,
}
