using Slipway.Api;
using Slipway.Api.Shared;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Ipam;

/// <summary>What of other objects matters to claims: of a pool not the addresses that are given, which the book tells.</summary>
internal static class IpamAspects
{
    public static IReadOnlyDictionary<GroupKind, Func<KubeObject, object?>> OfReferredObjects { get; } =
        new Dictionary<GroupKind, Func<KubeObject, object?>>(Aspects.OfReferredObjects)
        {
            [IpamTypes.InClusterIPPool.Kind.GroupKind] = OfPool,
            [IpamTypes.GlobalInClusterIPPool.Kind.GroupKind] = OfPool,
        };

    private static object OfPool(KubeObject pool) =>
        (pool.Metadata.Generation, pool.IsDeleting, pool.Metadata.Annotations.ContainsKey(ClusterAnnotations.Paused));
}
