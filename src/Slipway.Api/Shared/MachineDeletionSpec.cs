using Slipway.Api.Schemas;

namespace Slipway.Api.Shared;

/// <summary>Patience with the steps of a Machine's deletion.</summary>
[MinProperties(1)]
public sealed class MachineDeletionSpec
{
    /// <summary>Seconds to try to delete the Node after the Machine is marked for deletion; 0 means for ever. Default 10.</summary>
    [Bounds(0)]
    public int? NodeDeletionTimeoutSeconds { get; set; }

    /// <summary>Seconds allowed for draining the Node; unset or 0 means no limit.</summary>
    [Bounds(0)]
    public int? NodeDrainTimeoutSeconds { get; set; }

    /// <summary>Seconds to wait for volumes to detach; unset or 0 means no limit.</summary>
    [Bounds(0)]
    public int? NodeVolumeDetachTimeoutSeconds { get; set; }
}
