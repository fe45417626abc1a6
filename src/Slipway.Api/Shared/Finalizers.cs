namespace Slipway.Api.Shared;

/// <summary>Finalizers that controllers of this program set.</summary>
public static class Finalizers
{
    /// <summary>On Clusters.</summary>
    public const string Cluster = "cluster.cluster.x-k8s.io";

    /// <summary>On Machines.</summary>
    public const string Machine = "machine.cluster.x-k8s.io";

    /// <summary>On MachineSets.</summary>
    public const string MachineSet = "cluster.x-k8s.io/machineset";

    /// <summary>On MachineDeployments.</summary>
    public const string MachineDeployment = "cluster.x-k8s.io/machinedeployment";

    /// <summary>On MachinePools.</summary>
    public const string MachinePool = "machinepool.cluster.x-k8s.io";

    /// <summary>On ClusterResourceSets.</summary>
    public const string ClusterResourceSet = "addons.cluster.x-k8s.io";

    /// <summary>On KubeadmControlPlanes.</summary>
    public const string KubeadmControlPlane = "kubeadm.controlplane.cluster.x-k8s.io";

    /// <summary>On DevClusters; the name is upstream's.</summary>
    public const string DevCluster = "dockercluster.infrastructure.cluster.x-k8s.io";

    /// <summary>On DevMachines; the name is upstream's.</summary>
    public const string DevMachine = "dockermachine.infrastructure.cluster.x-k8s.io";

    /// <summary>On DevMachinePools; the name is upstream's.</summary>
    public const string DevMachinePool = "dockermachinepool.infrastructure.cluster.x-k8s.io";

    /// <summary>On InClusterIPPools and GlobalInClusterIPPools: not as long as addresses of theirs are given.</summary>
    public const string InClusterIPPool = "ipam.cluster.x-k8s.io/ProtectPool";

    /// <summary>On IPAddressClaims: not before the address is released.</summary>
    public const string IPAddressClaim = "ipam.cluster.x-k8s.io/ReleaseAddress";

    /// <summary>On IPAddresses: not before the claim goes.</summary>
    public const string IPAddress = "ipam.cluster.x-k8s.io/ProtectAddress";
}
