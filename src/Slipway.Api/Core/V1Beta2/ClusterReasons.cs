namespace Slipway.Api.Core.V1Beta2;

/// <summary>Reasons that only conditions of Clusters use.</summary>
public static class ClusterReasons
{
    /// <summary>The topology is as wanted.</summary>
    public const string ReconcileSucceeded = "ReconcileSucceeded";

    /// <summary>The topology could not be made as wanted; the message says why.</summary>
    public const string ReconcileFailed = "ReconcileFailed";

    /// <summary>The topology is being created for the first time.</summary>
    public const string ClusterCreating = "ClusterCreating";

    /// <summary>The control plane waits for its upgrade.</summary>
    public const string ControlPlaneUpgradePending = "ControlPlaneUpgradePending";

    /// <summary>MachineDeployments wait to be created.</summary>
    public const string MachineDeploymentsCreatePending = "MachineDeploymentsCreatePending";

    /// <summary>MachineDeployments wait for their upgrade.</summary>
    public const string MachineDeploymentsUpgradePending = "MachineDeploymentsUpgradePending";

    /// <summary>The upgrade of MachineDeployments is put off by annotation.</summary>
    public const string MachineDeploymentsUpgradeDeferred = "MachineDeploymentsUpgradeDeferred";

    /// <summary>MachinePools wait for their upgrade.</summary>
    public const string MachinePoolsUpgradePending = "MachinePoolsUpgradePending";

    /// <summary>MachinePools wait to be created.</summary>
    public const string MachinePoolsCreatePending = "MachinePoolsCreatePending";

    /// <summary>The upgrade of MachinePools is put off by annotation.</summary>
    public const string MachinePoolsUpgradeDeferred = "MachinePoolsUpgradeDeferred";

    /// <summary>A runtime extension asks to wait.</summary>
    public const string LifecycleHookBlocking = "LifecycleHookBlocking";

    /// <summary>The cluster is being upgraded.</summary>
    public const string ClusterUpgrading = "ClusterUpgrading";

    /// <summary>The ClusterClass is not ready to be used.</summary>
    public const string ClusterClassNotReconciled = "ClusterClassNotReconciled";

    /// <summary>The cluster has no workers.</summary>
    public const string NoWorkers = "NoWorkers";

    /// <summary>The API server did not answer.</summary>
    public const string ProbeFailed = "ProbeFailed";

    /// <summary>The API server answered.</summary>
    public const string ProbeSucceeded = "ProbeSucceeded";

    /// <summary>A runtime extension must agree first.</summary>
    public const string WaitingForBeforeDeleteHook = "WaitingForBeforeDeleteHook";

    /// <summary>The control plane must be gone first.</summary>
    public const string WaitingForControlPlaneDeletion = "WaitingForControlPlaneDeletion";
}
