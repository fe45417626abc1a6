namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Reasons that only conditions of KubeadmControlPlanes and their Machines use.</summary>
public static class KubeadmControlPlaneReasons
{
    /// <summary>Control plane Machines must be gone first.</summary>
    public const string WaitingForMachineDeletion = "WaitingForMachineDeletion";

    /// <summary>The Pod runs.</summary>
    public const string Running = "Running";

    /// <summary>The Pod is being started.</summary>
    public const string Provisioning = "Provisioning";

    /// <summary>The Pod is not there.</summary>
    public const string DoesNotExist = "DoesNotExist";

    /// <summary>The Pod has failed.</summary>
    public const string Failed = "Failed";

    /// <summary>The labels and taints are there.</summary>
    public const string Set = "Set";

    /// <summary>Labels or taints are missing.</summary>
    public const string NotSet = "NotSet";
}
