using Slipway.Api.Ipam.V1Alpha2;
using Slipway.Api.Ipam.V1Beta2;
using Slipway.Api.Serialization;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api;

/// <summary>The kinds by which machines get IP addresses out of pools, group <c>ipam.cluster.x-k8s.io</c>.</summary>
public static class IpamTypes
{
    /// <summary>The API group.</summary>
    public const string Group = "ipam.cluster.x-k8s.io";

    /// <summary>IPAddresses.</summary>
    public static ResourceType<IPAddress> IPAddress { get; } =
        ApiJson.Resource<IPAddress>(Group, "v1beta2", "IPAddress", "ipaddresses");

    /// <summary>IPAddressClaims.</summary>
    public static ResourceType<IPAddressClaim> IPAddressClaim { get; } =
        ApiJson.Resource<IPAddressClaim>(Group, "v1beta2", "IPAddressClaim", "ipaddressclaims");

    /// <summary>InClusterIPPools.</summary>
    public static ResourceType<InClusterIPPool> InClusterIPPool { get; } =
        ApiJson.Resource<InClusterIPPool>(Group, "v1alpha2", "InClusterIPPool", "inclusterippools");

    /// <summary>GlobalInClusterIPPools.</summary>
    public static ResourceType<GlobalInClusterIPPool> GlobalInClusterIPPool { get; } =
        ApiJson.Resource<GlobalInClusterIPPool>(Group, "v1alpha2", "GlobalInClusterIPPool", "globalinclusterippools", namespaced: false);
}
