using Slipway.Api.Clusterctl.V1Alpha3;
using Slipway.Api.Serialization;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api;

/// <summary>The kinds by which clusterctl knows what it installed, group <c>clusterctl.cluster.x-k8s.io</c>.</summary>
public static class ClusterctlTypes
{
    /// <summary>The API group.</summary>
    public const string Group = "clusterctl.cluster.x-k8s.io";

    /// <summary>Providers.</summary>
    public static ResourceType<Provider> Provider { get; } =
        ApiJson.Resource<Provider>(Group, "v1alpha3", "Provider", "providers");

    /// <summary>Metadata of a provider's releases.</summary>
    public static ResourceType<ReleaseMetadata> Metadata { get; } =
        ApiJson.Resource<ReleaseMetadata>(Group, "v1alpha3", "Metadata", "metadata");
}
