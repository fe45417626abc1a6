namespace Slipway.ControllerRuntime.Queues;

/// <summary>Which keys go first.</summary>
internal enum WorkPriority
{
    /// <summary>Something changed just now.</summary>
    Fresh,

    /// <summary>The key is only looked at again: the first list, or the periodic resync.</summary>
    Resync,
}
