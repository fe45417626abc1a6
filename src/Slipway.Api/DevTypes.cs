using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.Api.Serialization;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api;

/// <summary>The kinds of the development infrastructure provider, group <c>infrastructure.cluster.x-k8s.io</c>.</summary>
public static class DevTypes
{
    /// <summary>The API group.</summary>
    public const string Group = "infrastructure.cluster.x-k8s.io";

    /// <summary>DevClusters.</summary>
    public static ResourceType<DevCluster> DevCluster { get; } =
        ApiJson.Resource<DevCluster>(Group, "v1beta2", "DevCluster", "devclusters");

    /// <summary>DevClusterTemplates.</summary>
    public static ResourceType<DevClusterTemplate> DevClusterTemplate { get; } =
        ApiJson.Resource<DevClusterTemplate>(Group, "v1beta2", "DevClusterTemplate", "devclustertemplates");

    /// <summary>DevMachines.</summary>
    public static ResourceType<DevMachine> DevMachine { get; } =
        ApiJson.Resource<DevMachine>(Group, "v1beta2", "DevMachine", "devmachines");

    /// <summary>DevMachineTemplates.</summary>
    public static ResourceType<DevMachineTemplate> DevMachineTemplate { get; } =
        ApiJson.Resource<DevMachineTemplate>(Group, "v1beta2", "DevMachineTemplate", "devmachinetemplates");

    /// <summary>DevMachinePools.</summary>
    public static ResourceType<DevMachinePool> DevMachinePool { get; } =
        ApiJson.Resource<DevMachinePool>(Group, "v1beta2", "DevMachinePool", "devmachinepools");

    /// <summary>DevMachinePoolTemplates.</summary>
    public static ResourceType<DevMachinePoolTemplate> DevMachinePoolTemplate { get; } =
        ApiJson.Resource<DevMachinePoolTemplate>(Group, "v1beta2", "DevMachinePoolTemplate", "devmachinepooltemplates");
}
