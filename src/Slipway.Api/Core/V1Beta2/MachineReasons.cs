namespace Slipway.Api.Core.V1Beta2;

/// <summary>Reasons that only conditions of Machines use.</summary>
public static class MachineReasons
{
    /// <summary>It is ready, for less than minReadySeconds.</summary>
    public const string WaitingForMinReadySeconds = "WaitingForMinReadySeconds";

    /// <summary>An update in place is under way.</summary>
    public const string Updating = "Updating";

    /// <summary>No update in place is under way.</summary>
    public const string NotUpdating = "NotUpdating";

    /// <summary>An update in place is under way.</summary>
    public const string InPlaceUpdating = "InPlaceUpdating";

    /// <summary>An update in place failed; the message says why.</summary>
    public const string InPlaceUpdateFailed = "InPlaceUpdateFailed";

    /// <summary>The user gave the boot data; there is no bootstrap object.</summary>
    public const string DataSecretProvided = "DataSecretProvided";

    /// <summary>The Node is ready.</summary>
    public const string NodeReady = "NodeReady";

    /// <summary>The Node is not ready.</summary>
    public const string NodeNotReady = "NodeNotReady";

    /// <summary>The Node's readiness could not be found out.</summary>
    public const string NodeReadyUnknown = "NodeReadyUnknown";

    /// <summary>The Node is healthy.</summary>
    public const string NodeHealthy = "NodeHealthy";

    /// <summary>The Node is not healthy.</summary>
    public const string NodeNotHealthy = "NodeNotHealthy";

    /// <summary>The Node's health could not be found out.</summary>
    public const string NodeHealthyUnknown = "NodeHealthyUnknown";

    /// <summary>The Node has not joined yet.</summary>
    public const string NodeDoesNotExist = "NodeDoesNotExist";

    /// <summary>The Node was there and is gone.</summary>
    public const string NodeDeleted = "NodeDeleted";

    /// <summary>No fault was found.</summary>
    public const string HealthCheckSucceeded = "HealthCheckSucceeded";

    /// <summary>A condition of the Node is unhealthy for too long.</summary>
    public const string UnhealthyNode = "UnhealthyNode";

    /// <summary>A condition of the Machine is unhealthy for too long.</summary>
    public const string UnhealthyMachine = "UnhealthyMachine";

    /// <summary>The Node did not join in time.</summary>
    public const string NodeStartupTimeout = "NodeStartupTimeout";

    /// <summary>A user asked for remediation by annotation.</summary>
    public const string HasRemediateAnnotation = "HasRemediateAnnotation";

    /// <summary>Remediation has not begun yet.</summary>
    public const string WaitingForRemediation = "WaitingForRemediation";

    /// <summary>The template for remediation is not there.</summary>
    public const string RemediationTemplateNotFound = "RemediationTemplateNotFound";

    /// <summary>The remediation object could not be created.</summary>
    public const string RemediationRequestCreationFailed = "RemediationRequestCreationFailed";

    /// <summary>A pre-drain hook must be removed first.</summary>
    public const string WaitingForPreDrainHook = "WaitingForPreDrainHook";

    /// <summary>Pods are being moved off the Node.</summary>
    public const string DrainingNode = "DrainingNode";

    /// <summary>Volumes must be detached first.</summary>
    public const string WaitingForVolumeDetach = "WaitingForVolumeDetach";

    /// <summary>A pre-terminate hook must be removed first.</summary>
    public const string WaitingForPreTerminateHook = "WaitingForPreTerminateHook";

    /// <summary>The bootstrap object must be gone first.</summary>
    public const string WaitingForBootstrapDeletion = "WaitingForBootstrapDeletion";

    /// <summary>The Node is being deleted.</summary>
    public const string DeletingNode = "DeletingNode";
}
