namespace Slipway.Api.Core.V1Beta2;

/// <summary>Types of a Cluster's conditions.</summary>
public static class ClusterConditions
{
    /// <summary>The cluster can be used: the summary of what matters to its users.</summary>
    public const string Available = "Available";

    /// <summary>The objects of a managed topology are as the class and the topology say.</summary>
    public const string TopologyReconciled = "TopologyReconciled";

    /// <summary>What the infrastructure object says of itself.</summary>
    public const string InfrastructureReady = "InfrastructureReady";

    /// <summary>The control plane has answered a request once. Never goes back.</summary>
    public const string ControlPlaneInitialized = "ControlPlaneInitialized";

    /// <summary>What the control plane object says of its availability.</summary>
    public const string ControlPlaneAvailable = "ControlPlaneAvailable";

    /// <summary>Every MachineDeployment and MachinePool is available.</summary>
    public const string WorkersAvailable = "WorkersAvailable";

    /// <summary>Every control plane Machine is ready.</summary>
    public const string ControlPlaneMachinesReady = "ControlPlaneMachinesReady";

    /// <summary>Every worker Machine is ready.</summary>
    public const string WorkerMachinesReady = "WorkerMachinesReady";

    /// <summary>Every control plane Machine fits its spec.</summary>
    public const string ControlPlaneMachinesUpToDate = "ControlPlaneMachinesUpToDate";

    /// <summary>Every worker Machine fits its spec.</summary>
    public const string WorkerMachinesUpToDate = "WorkerMachinesUpToDate";

    /// <summary>The workload cluster's API server answers.</summary>
    public const string RemoteConnectionProbe = "RemoteConnectionProbe";

    /// <summary>Machines are being replaced. Good when False.</summary>
    public const string RollingOut = "RollingOut";

    /// <summary>Machines are being added. Good when False.</summary>
    public const string ScalingUp = "ScalingUp";

    /// <summary>Machines are being removed. Good when False.</summary>
    public const string ScalingDown = "ScalingDown";

    /// <summary>Unhealthy Machines are being replaced. Good when False.</summary>
    public const string Remediating = "Remediating";

    /// <summary>Deletion is under way. Good when False.</summary>
    public const string Deleting = "Deleting";

    /// <summary>Controllers leave the object alone. Good when False.</summary>
    public const string Paused = "Paused";
}
