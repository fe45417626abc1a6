namespace Slipway.Kubeadm.Bootstrap;

/// <summary>What a KubeadmConfig waits for, as its condition DataSecretAvailable says it.</summary>
internal static class BootstrapMessages
{
    public const string WaitingForOwner = "Waiting for a Machine to own the KubeadmConfig";

    public const string WaitingForCluster = "Waiting for the Cluster to exist";

    public const string WaitingForInfrastructure = "Waiting for Cluster status.initialization.infrastructureProvisioned to be true";

    public const string WaitingForControlPlane = "Waiting for Cluster control plane to be initialized";

    public const string WaitingForEndpoint = "Waiting for Cluster spec.controlPlaneEndpoint to be set";

    public const string WaitingForConnection = "Waiting for a connection to the cluster's API server";
}
