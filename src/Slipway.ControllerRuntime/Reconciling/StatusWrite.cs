namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>What became of a report.</summary>
internal enum StatusWrite
{
    /// <summary>It said nothing new.</summary>
    Unchanged,

    /// <summary>It was written.</summary>
    Written,

    /// <summary>It tells of progress only, and waits whether the next pass has more to tell.</summary>
    Deferred,

    /// <summary>The object is gone, or newer than was read.</summary>
    Refused,
}
