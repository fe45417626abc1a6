namespace Slipway.Api.Shared;

/// <summary>Reasons that conditions of more than one kind use.</summary>
public static class ConditionReasons
{
    /// <summary>It is available.</summary>
    public const string Available = "Available";

    /// <summary>It is not available; the message says what is missing.</summary>
    public const string NotAvailable = "NotAvailable";

    /// <summary>Availability could not be found out.</summary>
    public const string AvailableUnknown = "AvailableUnknown";

    /// <summary>It is ready.</summary>
    public const string Ready = "Ready";

    /// <summary>It is not ready; the message says what is missing.</summary>
    public const string NotReady = "NotReady";

    /// <summary>Readiness could not be found out.</summary>
    public const string ReadyUnknown = "ReadyUnknown";

    /// <summary>All fit the spec.</summary>
    public const string UpToDate = "UpToDate";

    /// <summary>Some do not fit the spec.</summary>
    public const string NotUpToDate = "NotUpToDate";

    /// <summary>Whether all fit the spec could not be found out.</summary>
    public const string UpToDateUnknown = "UpToDateUnknown";

    /// <summary>The control plane is initialized.</summary>
    public const string Initialized = "Initialized";

    /// <summary>The control plane is not initialized yet.</summary>
    public const string NotInitialized = "NotInitialized";

    /// <summary>It is healthy.</summary>
    public const string Healthy = "Healthy";

    /// <summary>It is not healthy; the message says why.</summary>
    public const string NotHealthy = "NotHealthy";

    /// <summary>Health could not be found out.</summary>
    public const string HealthUnknown = "HealthUnknown";

    /// <summary>Machines are being replaced.</summary>
    public const string RollingOut = "RollingOut";

    /// <summary>No Machine is being replaced.</summary>
    public const string NotRollingOut = "NotRollingOut";

    /// <summary>Whether Machines are being replaced could not be found out.</summary>
    public const string RollingOutUnknown = "RollingOutUnknown";

    /// <summary>Machines are being added.</summary>
    public const string ScalingUp = "ScalingUp";

    /// <summary>No Machine is being added.</summary>
    public const string NotScalingUp = "NotScalingUp";

    /// <summary>Whether Machines are being added could not be found out.</summary>
    public const string ScalingUpUnknown = "ScalingUpUnknown";

    /// <summary>Machines are being removed.</summary>
    public const string ScalingDown = "ScalingDown";

    /// <summary>No Machine is being removed.</summary>
    public const string NotScalingDown = "NotScalingDown";

    /// <summary>Whether Machines are being removed could not be found out.</summary>
    public const string ScalingDownUnknown = "ScalingDownUnknown";

    /// <summary>Unhealthy Machines are being replaced.</summary>
    public const string Remediating = "Remediating";

    /// <summary>No Machine is being replaced for its health.</summary>
    public const string NotRemediating = "NotRemediating";

    /// <summary>An unhealthy Machine cannot be replaced; the message says why.</summary>
    public const string CannotBeRemediated = "CannotBeRemediated";

    /// <summary>An unhealthy Machine will be replaced later; the message says what is awaited.</summary>
    public const string RemediationDeferred = "RemediationDeferred";

    /// <summary>The unhealthy Machine is being deleted.</summary>
    public const string MachineDeleting = "MachineDeleting";

    /// <summary>There are no Machines to look at.</summary>
    public const string NoReplicas = "NoReplicas";

    /// <summary>spec.replicas is not set yet.</summary>
    public const string WaitingForReplicasSet = "WaitingForReplicasSet";

    /// <summary>The other object reports a condition that cannot be read.</summary>
    public const string InvalidConditionReported = "InvalidConditionReported";

    /// <summary>The controller failed; it tries again.</summary>
    public const string InternalError = "InternalError";

    /// <summary>The other object is not there.</summary>
    public const string ObjectDoesNotExist = "ObjectDoesNotExist";

    /// <summary>The other object was there and is gone.</summary>
    public const string ObjectDeleted = "ObjectDeleted";

    /// <summary>It is not paused.</summary>
    public const string NotPaused = "NotPaused";

    /// <summary>It is paused, by the Cluster's spec or its own annotation.</summary>
    public const string Paused = "Paused";

    /// <summary>The workload cluster cannot be reached.</summary>
    public const string ConnectionDown = "ConnectionDown";

    /// <summary>The workload cluster could not be inspected.</summary>
    public const string InspectionFailed = "InspectionFailed";

    /// <summary>Deletion was not asked for.</summary>
    public const string NotDeleting = "NotDeleting";

    /// <summary>Deletion is under way.</summary>
    public const string Deleting = "Deleting";

    /// <summary>All is gone; the finalizer is removed next.</summary>
    public const string DeletionCompleted = "DeletionCompleted";

    /// <summary>Worker Machines must be gone first.</summary>
    public const string WaitingForWorkersDeletion = "WaitingForWorkersDeletion";

    /// <summary>The infrastructure object must be gone first.</summary>
    public const string WaitingForInfrastructureDeletion = "WaitingForInfrastructureDeletion";

    /// <summary>The cluster's infrastructure must be ready first.</summary>
    public const string WaitingForClusterInfrastructureReady = "WaitingForClusterInfrastructureReady";

    /// <summary>The control plane must be initialized first.</summary>
    public const string WaitingForControlPlaneInitialized = "WaitingForControlPlaneInitialized";

    /// <summary>The boot data must be there first.</summary>
    public const string WaitingForBootstrapData = "WaitingForBootstrapData";

    /// <summary>It is provisioned.</summary>
    public const string Provisioned = "Provisioned";

    /// <summary>It is not provisioned yet.</summary>
    public const string NotProvisioned = "NotProvisioned";
}
