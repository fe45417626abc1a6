using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Serialization;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api;

/// <summary>The kinds of Cluster API itself, group <c>cluster.x-k8s.io</c>.</summary>
public static class CoreTypes
{
    /// <summary>The API group.</summary>
    public const string Group = "cluster.x-k8s.io";

    /// <summary>Clusters.</summary>
    public static ResourceType<Cluster> Cluster { get; } =
        ApiJson.Resource<Cluster>(Group, "v1beta2", "Cluster", "clusters");

    /// <summary>Machines.</summary>
    public static ResourceType<Machine> Machine { get; } =
        ApiJson.Resource<Machine>(Group, "v1beta2", "Machine", "machines");

    /// <summary>MachineSets.</summary>
    public static ResourceType<MachineSet> MachineSet { get; } =
        ApiJson.Resource<MachineSet>(Group, "v1beta2", "MachineSet", "machinesets");

    /// <summary>MachineDeployments.</summary>
    public static ResourceType<MachineDeployment> MachineDeployment { get; } =
        ApiJson.Resource<MachineDeployment>(Group, "v1beta2", "MachineDeployment", "machinedeployments");

    /// <summary>MachineHealthChecks.</summary>
    public static ResourceType<MachineHealthCheck> MachineHealthCheck { get; } =
        ApiJson.Resource<MachineHealthCheck>(Group, "v1beta2", "MachineHealthCheck", "machinehealthchecks");

    /// <summary>MachinePools.</summary>
    public static ResourceType<MachinePool> MachinePool { get; } =
        ApiJson.Resource<MachinePool>(Group, "v1beta2", "MachinePool", "machinepools");

    /// <summary>MachineDrainRules.</summary>
    public static ResourceType<MachineDrainRule> MachineDrainRule { get; } =
        ApiJson.Resource<MachineDrainRule>(Group, "v1beta2", "MachineDrainRule", "machinedrainrules");
}
