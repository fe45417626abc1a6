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
}
