namespace Slipway.Kubeadm.ControlPlane.Workload;

/// <summary>What may be asked of a workload cluster.</summary>
internal enum WorkloadState
{
    /// <summary>kubeadm has not finished on the first machine.</summary>
    NotInitialized,

    /// <summary>It is connected: what it tells is so.</summary>
    Connected,

    /// <summary>It is not connected, but has been a short while ago: what was last known holds.</summary>
    Pending,

    /// <summary>It has been silent for longer than the grace period.</summary>
    Down,
}
