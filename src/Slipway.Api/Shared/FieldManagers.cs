namespace Slipway.Api.Shared;

/// <summary>
/// The names under which controllers own fields (<c>metadata.managedFields</c>): Cluster API's, for GitOps tools are told to leave them
/// alone by name.
/// </summary>
public static class FieldManagers
{
    /// <summary>The controllers of the core kinds.</summary>
    public const string Core = "capi-manager";

    /// <summary>The kubeadm bootstrap provider.</summary>
    public const string KubeadmBootstrap = "cabpk-manager";

    /// <summary>The kubeadm control plane provider.</summary>
    public const string KubeadmControlPlane = "kcp-manager";

    /// <summary>The in-memory infrastructure provider.</summary>
    public const string Dev = "capd-manager";

    /// <summary>What a MachineDeployment gives to its MachineSets.</summary>
    public const string MachineDeploymentTemplate = "capi-machinedeployment";

    /// <summary>What a MachineSet gives to its Machines and to what they stand on.</summary>
    public const string MachineSetTemplate = "capi-machineset";

    /// <summary>What a KubeadmControlPlane gives to its Machines and to what they stand on.</summary>
    public const string KubeadmControlPlaneTemplate = "capi-kubeadmcontrolplane";

    /// <summary>What a MachinePool gives to its Machines.</summary>
    public const string MachinePool = "machinepool-controller";
}
