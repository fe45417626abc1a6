namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Types of a KubeadmControlPlane's conditions.</summary>
public static class KubeadmControlPlaneConditions
{
    /// <summary>The API servers can be used and etcd has its quorum.</summary>
    public const string Available = "Available";

    /// <summary>The first machine has finished kubeadm init. Never goes back.</summary>
    public const string Initialized = "Initialized";

    /// <summary>The Secrets of the certificate authorities are there.</summary>
    public const string CertificatesAvailable = "CertificatesAvailable";

    /// <summary>etcd has its quorum and its members are healthy.</summary>
    public const string EtcdClusterHealthy = "EtcdClusterHealthy";

    /// <summary>The static Pods of every machine are healthy.</summary>
    public const string ControlPlaneComponentsHealthy = "ControlPlaneComponentsHealthy";

    /// <summary>Every Machine is ready.</summary>
    public const string MachinesReady = "MachinesReady";

    /// <summary>Every Machine fits the spec.</summary>
    public const string MachinesUpToDate = "MachinesUpToDate";

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
