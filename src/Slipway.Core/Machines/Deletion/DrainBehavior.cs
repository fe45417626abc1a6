namespace Slipway.Core.Machines.Deletion;

/// <summary>What a drain does with a pod.</summary>
internal enum DrainBehavior
{
    /// <summary>Leave it: it dies with the node, or something brings it straight back.</summary>
    Skip,

    /// <summary>Wait until it ends by itself.</summary>
    WaitCompleted,

    /// <summary>It is on its way out.</summary>
    Terminating,

    /// <summary>Evict it.</summary>
    Evict,
}
