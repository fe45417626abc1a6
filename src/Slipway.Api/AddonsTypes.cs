using Slipway.Api.Addons.V1Beta2;
using Slipway.Api.Serialization;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api;

/// <summary>The kinds that bring manifests into workload clusters, group <c>addons.cluster.x-k8s.io</c>.</summary>
public static class AddonsTypes
{
    /// <summary>The API group.</summary>
    public const string Group = "addons.cluster.x-k8s.io";

    /// <summary>ClusterResourceSets.</summary>
    public static ResourceType<ClusterResourceSet> ClusterResourceSet { get; } =
        ApiJson.Resource<ClusterResourceSet>(Group, "v1beta2", "ClusterResourceSet", "clusterresourcesets");

    /// <summary>ClusterResourceSetBindings.</summary>
    public static ResourceType<ClusterResourceSetBinding> ClusterResourceSetBinding { get; } =
        ApiJson.Resource<ClusterResourceSetBinding>(Group, "v1beta2", "ClusterResourceSetBinding", "clusterresourcesetbindings");
}
