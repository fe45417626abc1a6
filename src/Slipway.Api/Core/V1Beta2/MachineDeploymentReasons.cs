namespace Slipway.Api.Core.V1Beta2;

/// <summary>Reasons that only conditions of MachineDeployments use.</summary>
public static class MachineDeploymentReasons
{
    /// <summary>status.availableReplicas is not set yet.</summary>
    public const string WaitingForAvailableReplicasSet = "WaitingForAvailableReplicasSet";
}
