using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>How the Machines of a worker group are chosen for deletion and taken down.</summary>
[MinProperties(1)]
public sealed class MachineDeploymentTopologyDeletion
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

    /// <summary>Which Machine goes first on scale down. Default Random.</summary>
    [Enum(DeletionOrder.Random, DeletionOrder.Newest, DeletionOrder.Oldest)]
    public string? Order { get; set; }
}
